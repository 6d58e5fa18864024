"""Django's own commands, for developers: ``python -m siaga.server makemigrations``."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.server.settings")
execute_from_command_line(sys.argv)
