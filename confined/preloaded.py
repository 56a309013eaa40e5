"""What the server of child processes has loaded before it is asked for one."""

import django

django.setup()
