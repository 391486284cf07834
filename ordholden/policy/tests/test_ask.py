"""Questions the law does not let an applicant be asked, in da, nb and en; and honest ones."""

import pytest

from ordholden.policy import PolicyFaults, compile_policy
from ordholden.policy.statutes import refused_question
from ordholden.policy.tests.mutations import at
from ordholden.policy.tests.strategies import base, line_of, write

AGE = """
Hvor gammel er du?|Hvad er din alder?|Alder|Din alder i år|Fødselsdato|Fødselsdag|Fødselsår
Hvornår er du født?|Hvilket år er du født?|Hvornår har du fødselsdag?|Er du over 18 år?
Er du fyldt 18?|Er du under 30 år?|Er du mellem 25 og 35?|Hvilken årgang er du?|Født den
Oplys venligst din alder|Hvilken aldersgruppe tilhører du?|Aldersgruppe|Hvor mange år er du?
Hvornår går du på pension?|Hvor mange år har du til pension?|Foedselsdato|Hvornår fylder du år?
Har du rundet 40?|Dato for din fødsel|CPR-nummer|CPR nr.|Dit CPR-nr|cpr|C.P.R. nummer
Personnummer|Angiv de sidste fire cifre|Sygesikringsnummer|Hvilken generation tilhører du?
Hva er din alder?|Alder:|Fødselsnummer|Fødselsdato (dd.mm.åååå)|Når er du født?
Når har du bursdag?|Er du fylt 20 år?|Personnummer (11 siffer)|D-nummer|Oppgi alder
How old are you?|What is your age?|Age|Date of birth|DOB|D.O.B.|Birth date|Birthday
When were you born?|What year were you born?|Year of birth|Your birthdate|CPR number
Civil registration number|National ID number|Personal identification number|Are you over 18?
Social security number|Are you under 40?|Are you between 25 and 35?|Age range
Which age group do you belong to?|When do you plan to retire?|Please state your age
In which year were you born|Born on|Are you at least 25 years old?|How many years old are you?
Hvad er din præcise alder i dag?|Skriv din fødselsdag|Hvor gammel fylder du i år?
Er du ung nok til jobbet?|Oplys fødselsår|Fødselsdag og -år|Hvornår kom du til verden?
I hvilket årti er du født?|CPR (de første 6 cifre)|Indtast CPR|Kan vi få dit personnummer?
Dit fulde cpr nummer tak|Er du ældre end 50?|Er du yngre end 30?|Alder (18-25, 26-35, 36+)
Hvor mange fødselsdage har du haft?|Dato for fødsel|Er du født før 1980?|Er du født efter 1990?
Upload kopi af pas eller dåbsattest|Er du teenager?|Er du pensionist?|Er du i 20'erne?
Hvor gammel er du egentlig?|Din fødselsdato|Fødselsdag:|Kan du oppgi fødselsnummeret ditt?
Fødselsår (fire siffer)|Er du under 30?|Er du født før 1990?|Når fyller du år?
Hvor lenge er det til du blir pensjonist?|Er du i tjueårene?|Could you tell us how old you are?
Can we have your date of birth?|Birth-date|Birthdate (yyyy-mm-dd)|Tell us your age|Applicant's age
Your age in years|Are you 18 or older?|Are you older than 50?|Were you born before 1980?
Were you born after 2000?|Are you in your twenties?|Age bracket|Date-of-birth|YOB|Enter your CPR
What are the last four digits of your CPR?|Personal number|Personnummer eller CPR
Are you a pensioner?|Are you a senior?|Year you were born|Day and month of birth
How many birthdays have you had?|Are you old enough to retire?|Is your age above 30?|Age:___|Age *
Age (optional)
"""
NORWAY = """
Er du gravid?|Planlegger du å få barn?|Har du barn?|Har du små barn hjemme?|Er du samboer?
Hvor mange barn har du?|Ønsker du deg barn i nær fremtid?|Skal du ha barn snart?|Venter du barn?
Hva er dine familieplaner?|Skal du ut i foreldrepermisjon?|Er du i en adopsjonsprosess?
Hvilken religion har du?|Hva er din religion?|Er du religiøs?|Er du kristen?|Er du muslim?
Tror du på Gud?|Går du i kirken?|Hvilket livssyn har du?|Er du medlem av Den norske kirke?
Bruker du hijab?|Religion|Er du medlem av et trossamfunn?|Faster du under ramadan?
Hva er din etniske bakgrunn?|Etnisitet|Hvor kommer du opprinnelig fra?|Er du innvandrer?
Hvor kommer foreldrene dine fra?|Hvilken hudfarge har du?|Er du same?|Hvilket land er du født i?
Har du en funksjonsnedsettelse?|Er du funksjonshemmet?|Har du noen funksjonshemming?|Er du ufør?
Bruker du rullestol?|Har du nedsatt hørsel?|Funksjonsnedsettelse|Har du dysleksi?|Er du skeiv?
Hva er din seksuelle orientering?|Er du homofil?|Er du lesbisk?|Seksuell legning
Hva er kjønnsidentiteten din?|Er partneren din av samme kjønn?|Er du hetero?
Hvilket politisk parti stemmer du på?|Hva stemte du ved sist valg?|Er du politisk aktiv?
Er du medlem av et politisk parti?|Hva er ditt politiske ståsted?|Er du fagorganisert?
Er du medlem av en fagforening?|Hvilken fagforening er du med i?|Hvilket fagforbund tilhører du?
Are you pregnant?|Do you plan to have children?|What is your religion?|Do you go to church?
What is your ethnic background?|Where are your parents from?|Do you have a disability?
What is your sexual orientation?|Are you a member of a trade union?|Do you belong to a union?
Har du planer om å stifte familie?|Er det aktuelt med barn de neste årene?
Kommer du til å trenge foreldrepermisjon?|Er familien din komplett?|Hvor gamle er barna dine?
Har du omsorgsansvar for barn?|Er du alenemor?|Er du gravid nå eller planlegger du det?
Har du vært gravid?|Ber du fem ganger om dagen?|Feirer du jul?|Er du jøde?
Hvilken menighet tilhører du?|Er du ateist?|Hva tror du på?|Er du døpt?|Spiser du halal?
Hvor er du egentlig fra?|Hvor er foreldrene dine født?|Hva er nasjonaliteten til foreldrene dine?
Er du norsk?|Snakker du norsk hjemme?|Har du samisk bakgrunn?|Hvilken rase er du?
Har du en kronisk sykdom?|Har du noen form for funksjonshemning?|Har du ADHD?
Trenger du tilrettelegging på grunn av funksjonsnedsettelse?|Har du psykiske lidelser?
Er du blind?|Hva er legningen din?|Har du kjæreste av samme kjønn?|Er du transperson?|Er du homo?
Bor du sammen med en mann eller kvinne?|Hvem stemte du på?|Er du medlem av Arbeiderpartiet?
Står du til venstre politisk?|Er du organisert i LO?|Har du vært medlem av fagforbund?
Are you planning a family?|Any plans for kids?|Are you expecting a baby?
Will you take maternity leave?|Do you have kids?|Are you Muslim?|What church do you attend?
Do you pray?|What's your ethnicity?|Where were you born?|What is your skin colour?
Any disabilities?|Do you have any physical or mental impairments?|Are you heterosexual?
Do you have a girlfriend?|Who did you vote for?|What are your political views?|Are you in a union?
Are you unionised?|Do you consider yourself disabled?
"""
PAY = """
Hvad er din nuværende løn?|Hvad tjener du i dag?|Tidligere løn|Hvad fik du i løn i dit sidste job?
Send din seneste lønseddel|What is your current salary?|How much do you earn today?
Salary history|What did you earn in your last job?|Vad tjänar du?
"""
HONEST = """
Hvor mange års erfaring har du med tømrerarbejde?|Hvilke sprog taler du?|Har du kørekort?
Hvornår kan du begynde?|Hvorfor søger du stillingen?|Har du erfaring med at arbejde med børn?
Har du en ren børneattest?|Har du erfaring med sygefravær og fastholdelse?|Hvor bor du?
Er du villig til at arbejde i weekenden?|Hvad er dit lønønske?|Hvad forventer du i løn?
Har du arbejdet med CPR-registret i sagsbehandling?|Har du truckcertifikat?|Kan du løfte 25 kg?
Hvor gammel er den nyeste maskine, du har betjent?|Har du erfaring fra et barselsvikariat?
Hvor mange år har du arbejdet som sygeplejerske?|Har du undervist i religion?
Hvilken aldersgruppe har du undervist?|Hvordan håndterer du konflikter?|Hvad driver dig?
Har du arbejdstilladelse i Danmark?|Hvilket land har du arbejdet i?|Beskriv din uddannelse
Hvad ved du om os?|Er du fleksibel?|Har du en straffeattest?|Hvilke certifikater har du?
Hvilke værktøjer bruger du?|Hvor langt er du villig til at køre?|Har du førstehjælpskursus?
Har du erfaring med ældre?|Hvor mange ansatte har du haft ansvar for?|Hvornår er du ledig?
Har du erfaring med lønsedler?|Hvor mange år er du villig til at binde dig?
Hvilken dag kan du starte?|Hvilken uddannelse har du?|Hvad er din største styrke?
Har du erfaring med handicappede?|Har du forhandlet med fagforeninger?|Er du født leder?
Hvordan tror du, at vi kan hjælpe?|Hvad tror du på fagligt?|Er du god til at samarbejde?
Hvilke it-systemer kender du?|Hvor hurtigt kan du begynde?|Har du adgang til bil?
Har du erfaring med barn?|Har du førerkort klasse B?|Hvor mange års erfaring har du?
Når kan du begynne?|Hva er lønnsforventningene dine?|Hvilke språk snakker du?
Har du politiattest?|Har du arbeidstillatelse i Norge?|Er du norsk statsborger?
Har du erfaring med personer med funksjonsnedsettelse?|Har du fagbrev?|Kan du jobbe skift?
Har du erfaring fra arbeid med flyktninger?|Hvordan kan vi få barn til å trives?
Har du erfaring fra kirkelig arbeid?|Har du jobbet med religionsundervisning?
Hvilken utdanning har du?|Hvorfor vil du jobbe hos oss?|Kan du løfte tungt?
Har du erfaring med etniske minoriteter?|Har du erfaring med sykefraværsoppfølging?
Hvordan motiverer du deg selv?|Er du strukturert?|Har du sertifikat for truck?
Hvor stor avdeling har du ledet?|Hvilket verktøy bruker du?|Hva kan du bidra med?
Hva vet du om bransjen?|Er du vant til å jobbe selvstendig?|Er du villig til å flytte?
Hvor mange prosjekter har du ledet?|Har du tilgang til bil?|Hvor bor du i dag?
Hvordan planlegger du arbeidsdagen?|Har du erfaring med budsjett?|Har du tatt HMS-kurs?
Hvilke referanser kan vi kontakte?|Har du godkjent autorisasjon?|Hva liker du best med faget?
Hvordan håndterer du stress?|Hvilke mål har du?|Har du arbeidet med eldre?
Er du organisert og ryddig?|Hvor kommer motivasjonen din fra?|Er du ledig i helgene?
Er du interessert i politikk som fagfelt?|Har du skrevet politiske saker som journalist?
Hvordan fikk du vite om stillingen?|Har du sommerjobb fra før?|Hvem kan vi ringe til?
How many years of experience do you have?|When can you start?|Do you have a driving licence?
What are your salary expectations?|What is your expected salary?|Which languages do you speak?
Have you worked with children?|Do you have a CPR certificate (first aid)?|Do you own tools?
How old is the oldest system you have maintained?|Which age groups have you taught?
Have you organised birthday parties?|Do you have experience from a retirement home?
Are you willing to travel?|Are you legally entitled to work in Denmark?|Can you lift 25 kg?
Do you have a work permit?|What is your native programming language?
Have you negotiated with unions?|Do you follow political news?|Can you work night shifts?
Have you reported on political parties?|Experience in caring for people with disabilities?
Do you have experience in mental health?|Do you have a health and safety certificate?
What religions have you taught?|Why do you want this job?|What do you make of our product?
What are you most proud of?|What did you make at university?|How did you hear about us?
Do you share your code?|Describe your education|Which certificates do you hold?
Do you have experience with payroll?|Have you produced payslips?|Who did you report to?
What is your notice period?|How many people did you lead?|Are you comfortable on heights?
Are you available on weekends?|Have you managed a budget?|Which tools do you use?
What would your colleagues say?|Where do you live?|Where do you see yourself in five years?
How would you handle a race condition?|Do you have a clean criminal record?
Have you worked abroad?|How far can you travel?|Have you worked in a church as organist?
Are you able to work 40 hours a week?|Are you 100 % available?|What motivates you?
Glove size|Handskestørrelse|Shoe size|Preferred region|Ønsket region|Foretrukket arbeidssted
Hvordan vil du beskrive din ledelsesstil?|Har du erfaring med pensionsopsparing som produkt?
Er du vant til at arbejde med unge mellem 13 og 18?|Har du passet børn under 3 år?
Har du arbejdet på et plejehjem?|Hvor mange år har virksomheden eksisteret?
Har du et fødevarecertifikat?|Er du under uddannelse?|Er du over kvalificeret?
Har du arbejdet under pres?|Hvilken fase er dit projekt i?
Har du erfaring med graviditetsopfølgning som jordemoder?
Kender du til religiøse højtider i skolekalenderen?|Har du en hund?
Hvilke sygdomme har du behandlet?|Har du erfaring med diagnosekoder?|Kan du tale polsk?
Er du medlem af Ingeniørforeningen som fagligt netværk?|Hvilken by vil du arbejde i?
Er du til rådighed for rådighedsvagt?|Har du jobbet i barnehage?
Hvor mange barn var det i gruppen din?|Hvordan ville du håndtert et sykt barn?
Er du fleksibel på arbeidstid?|Kan du jobbe under Ramadan-tider i butikken?
Har du kompetanse på etnisk mat?|Har du vært tillitsvalgt?
Er du komfortabel med å snakke foran folk?|Hvilket parti i prosessen er vanskeligst?
Har du livreddende førstehjelp?|Hva legger du i godt samarbeid?|Har du hatt ansvar for lønn?
Har du erfaring med rullestolbrukere?|Har du erfaring med døve?|Tar du medisin-kurs?
Har du kurs i medikamenthåndtering?|Are you over the moon about design?|Are you between jobs?
Have you worked with people aged 60 and over?
Have you led people from different ethnic backgrounds?|Do you believe in code review?
Have you supported pregnant women as a midwife?
What is the average age of the buildings you restored?|Do you have kids' club experience?
Do you have children's first aid training?|Are you a member of a professional body?
Are you straight to the point?|What does health mean in your work as a nurse?
Are you on a bench contract now?|What income statement tools do you know?
Do you have a family doctor licence?|Which union regulations do you know?
"""


def _each(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("question", _each(AGE))
def test_a_danish_form_does_not_ask_for_age_or_number(question: str) -> None:
    refusal = refused_question(question, ["DK"], "apply")
    assert refusal is not None
    assert refusal.topic in ("age", "national_id")
    assert "forskelsbehandlingsloven" in refusal.sentence


@pytest.mark.parametrize("question", _each(NORWAY))
def test_a_norwegian_form_does_not_ask_what_the_law_lists(question: str) -> None:
    refusal = refused_question(question, ["NO"], "apply")
    assert refusal is not None
    assert refusal.country == "NO"


@pytest.mark.parametrize("question", _each(PAY))
def test_nobody_in_the_eu_is_asked_about_earlier_pay(question: str) -> None:
    assert refused_question(question, ["DE"], "apply") is not None


def test_honest_questions_are_let_be() -> None:
    """Bar 39: at most two false alarms of two hundred."""
    honest = _each(HONEST)
    alarms = [one for one in honest if refused_question(one, ["DK", "NO", "SE"], "apply")]
    assert len(honest) >= 200
    assert len(alarms) <= 2 * len(honest) // 200, alarms


def test_the_corpora_are_large_enough() -> None:
    assert len(_each(AGE)) >= 60
    assert len(_each(NORWAY)) >= 60


def test_after_the_contract_a_birth_date_may_be_asked_for() -> None:
    assert refused_question("Fødselsdato", ["DK"], "hired") is None


def test_a_country_we_have_not_read_refuses_nothing_of_its_own() -> None:
    assert refused_question("Fødselsdato", ["JP"], "apply") is None


@pytest.mark.clauses("JI-29")
def test_birth_date_when_applying_is_refused_and_the_way_out_is_told() -> None:
    doc = base()
    index, entry = at(doc, "collect", at="apply")
    entry["fields"].append("person.birth_date")
    text, lines = write(doc)
    with pytest.raises(PolicyFaults) as refused:
        compile_policy(text)
    (fault,) = refused.value.faults
    assert fault.line == line_of(lines, ("collect", index, "fields"))
    assert "after_applying" in fault.sentence


@pytest.mark.clauses("JI-29")
def test_birth_year_afterwards_for_statistics_is_let_be() -> None:
    doc = base()
    at(doc, "collect", at="after_applying")[1]["fields"].append("statistics.birth_year")
    compile_policy(write(doc)[0])


def test_an_own_field_is_read_as_the_question_it_is() -> None:
    doc = base()
    doc["field"][0]["label"] = {"da": "Hvornår er du født?", "en": "Shoe size"}
    with pytest.raises(PolicyFaults, match="forskelsbehandlingsloven"):
        compile_policy(write(doc)[0])
