"""What the web server calls."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from boso.config.dying import die_with

parent = multiprocessing.parent_process()
if parent and parent.pid:  # a worker of `boso serve`, which would else outlive a parent that was killed
    die_with(parent.pid)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "boso.config.settings")
application = get_wsgi_application()
