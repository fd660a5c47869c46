"""The WSGI application that gunicorn (or waitress) serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prepbank.settings")
# NumPy's threads wait for each other by spinning: for products as small as ours one is faster.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

application = get_wsgi_application()
