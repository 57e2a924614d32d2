# One image for web, worker, beat and migrate: they differ in their command only (see docker-compose.yml).
FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 BALANCE_EMBEDDED=0 BALANCE_VAR=/srv/balance/var
WORKDIR /srv/balance
# What WeasyPrint draws a PDF with, and a typeface for the letters that ours lacks.
RUN apt-get update -qq && apt-get install -qq -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt
RUN useradd --system --home-dir /srv/balance balance && install -d -o balance -g balance var var/imports
COPY --chown=root:root . .
USER balance
# Static files are part of the image. The settings are only read for this, and none of them is kept.
RUN DATABASE_URL=postgresql://balance_app@build/balance SECRET_KEY=build ALLOWED_HOSTS=build \
    EMAIL_URL=consolemail:// DEFAULT_FROM_EMAIL=build@build.example \
    python manage.py collectstatic --no-input --verbosity 0
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "1", "--no-ws", "balance.wsgi:application"]
