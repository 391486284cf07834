from django.db import migrations

from ordholden.sourcing.match_walls import MatchListed
from ordholden.sourcing.search_walls import SearchListed


class Migration(migrations.Migration):
    dependencies = [("sourcing", "0002_visibility")]

    operations = [SearchListed(), MatchListed()]
