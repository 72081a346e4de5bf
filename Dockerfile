# Cổng Tin in a container: the command line and the search UI.
FROM python:3.12-slim

# Tesseract reads scanned attachments.
RUN apt-get update \
 && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-vie \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 10001 congtin \
 && mkdir /data && chown congtin /data
WORKDIR /app
COPY pyproject.toml README.md LICENSE scrapy.cfg ./
COPY archive archive
COPY congtin congtin
COPY crawler crawler
COPY documents documents
COPY indexer indexer
COPY operations operations
COPY search_ui search_ui
COPY vietnamese vietnamese
RUN pip install --no-cache-dir .

USER congtin
ENV CONGTIN_HOME=/data CONGTIN_HOST=0.0.0.0 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8640
ENTRYPOINT ["congtin"]
CMD ["serve"]
