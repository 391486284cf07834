"""The headings of CVs in Danish, Norwegian, Swedish and English, and the section each begins."""

_SAID = {
    "experience": """erfaring erhvervserfaring arbejdserfaring joberfaring ansættelser beskæftigelse
        arbeidserfaring yrkeserfaring jobberfaring praksis/arbeid relevant-erfaring
        arbetslivserfarenhet arbetserfarenhet experience work-experience professional-experience
        employment employment-history work-history career career-history relevant-experience
        professional-background karriere tidligere-job tidligere-ansættelser tidligere-stillinger
        erhvervserfaringer ansættelsesforhold job arbejde frivilligt-arbejde frivillig-erfaring
        verv tillitsverv volunteering volunteer-experience volunteer-work projects projekter
        prosjekter""",
    "internship": "praktik praktikophold praksis internship internships praktikperioder",
    "education": """uddannelse uddannelser uddannelsesbaggrund utdanning utdannelse utbildning
        education academic-background education-and-training skolegang eksamen academic-history""",
    "courses": """kurser kursus efteruddannelse videreuddannelse kurs etterutdanning
        videreutdanning courses training kurser-og-certifikater""",
    "certificates": """certifikater certificeringer certifikat sertifikater sertifiseringer
        fagbrev autorisationer autorisasjoner certifications certificates licenses
        licenses-and-certifications licences""",
    "driving-licence": """kørekort førerkort körkort driving-licence driving-license
        driver's-license drivers-license""",
    "languages": """sprog sprogkundskaber sprogfærdigheder språk språkkunnskaper språkferdigheter
        languages language-skills language""",
    "skills": """kompetencer kvalifikationer færdigheder faglige-kompetencer it-kompetencer
        personlige-kompetencer it-kundskaber it-færdigheder nøglekompetencer kompetanse
        kompetanser nøkkelkompetanse nøkkelkvalifikasjoner ferdigheter kvalifikasjoner
        datakunnskaper it-kunnskaper skills technical-skills key-skills core-skills
        competencies competences core-competencies expertise technologies kompetenser
        skills-summary""",
    "interests": "interesser fritid fritidsinteresser interests hobbies hobbyer intressen",
    "references": "referencer referanser references referees referenser",
    "presentation": """profil resumé resume sammendrag sammenfatning profiltekst om-mig om-meg
        personlig-profil nøkkelinformasjon kort-om-mig kort-om-meg summary profile about
        about-me professional-summary professional-profile career-summary objective
        career-objective personal-statement personal-profile executive-summary""",
    # Known, and left: they end the section above.
    "personal": """personlige-oplysninger personalia persondata personopplysninger kontakt
        kontaktoplysninger kontaktinformasjon personal-information personal-details contact
        contact-information curriculum-vitae cv privat familie""",
    "awards": "priser udmærkelser utmerkelser awards honors honours achievements",
    "publications": "publikationer publikasjoner publications artikler articles",
}
HEADINGS: dict[str, str] = {
    heading.replace("-", " ") if not heading.startswith("it-") else heading: key
    for key, said in _SAID.items()
    for heading in said.split()
} | {"it kompetencer": "skills", "it færdigheder": "skills"}
SKIPPED = frozenset({"personal", "awards", "publications"})
