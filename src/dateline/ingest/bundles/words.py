"""The labels that LexisNexis and Nexis Uni print, by field, in the languages of their interfaces."""

from __future__ import annotations

import re

_LABELS = {
    "length": "length|länge|longueur|lengte|longitud|extensión|lunghezza|extensão|lnge",
    "byline": "byline|author|by-line|autor|auteur|autora|autoren|verfasser|autore",
    "section": "section|rubrik|rubrique|sección|sectie|sezione|seção|ressort",
    "dateline": "dateline",
    "highlight": "highlight",
    "headline": "headline|title|titre|titel|título",
    "language": "language|sprache|langue|taal|idioma|lingua",
    "loaded": "load-date|load date|update|ladedatum|date de chargement|fecha de carga|laaddatum",
    "document": "acc-no|accession-no|accession number|document-id|document id",
    "publication type": (
        "publication-type|publication type|publikationstyp|publicatietype|type-publication|"
        "tipo de publicación|type de publication"
    ),
    "journal code": "journal-code|journal code|zeitschriften-code|code-revue",
    "subject": "subject|subjects|schlagwörter|sujet|onderwerp|asunto|betreff",
    "index": (
        "organization|company|ticker|industry|person|people|city|state|country|geographic|"
        "activity-sector|company-symbol|stock-symbol|geo-localization|localisation-geo|societe|"
        "secteur-activite|series|correction-date|distribution|document-type|issn|cr-date|"
        "pub-type|cycle|volume|source-origin|publisher information|doc-id"
    ),
    "graphic": "graphic|grafik|graphique|illustration",
    "edition": "edition|ausgabe|édition|edición|editie",
    "url": "url|link|web address",
}
LABELS = {label: field for field, words in _LABELS.items() for label in words.split("|")}
"""Label in lower case to field."""

CLOSING = frozenset(
    {"language", "loaded", "publication type", "journal code", "subject", "index", "document"}
)
"""Fields that stand below an article, with its index terms."""

END = re.compile(
    r"(?:\W|^)(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento|"
    r"Einde van document|Fine del documento|Fim do documento|Конец документа)\W*$",
    re.I,
)
"""What Nexis Uni prints behind every article, alone in its line or at the end of the last one."""

BODY = re.compile(
    r"(?:Body|Text|Textkörper|Volltext|Corps|Texte|Texto|Cuerpo|Hoofdtekst|Tekst|Testo|Corpo|Текст)",
    re.I,
)
"""The line that stands above the text."""

CLASSIFICATION = re.compile(
    r"(?:Classification|Klassifizierung|Clasificación|Classificatie|Classificazione|Classificação)",
    re.I,
)
GRAPHIC = re.compile(r"(?:Graphic|Grafik|Graphique|Gráfico|Afbeelding|Correction|Notes?)", re.I)

COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b|derechos|alle rechte|tous droits)", re.I)
RIGHTS = re.compile(
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|"
    r"alle rechten voorbehouden|tutti i diritti|todos os direitos|все права",
    re.I,
)


def is_copyright(text: str) -> bool:
    """Whether a line is a notice of copyright or of rights reserved."""
    return len(text) < 300 and (
        COPYRIGHT.match(text) is not None or RIGHTS.search(text) is not None
    )
