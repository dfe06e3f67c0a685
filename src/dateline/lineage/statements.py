"""The SQL of the postings join; the store executes it (:mod:`dateline.store.joins`).

``posting(hash, text, at, repeat)`` holds every fingerprint, ``text(text, owner)`` the report that
all versions with this text belong to, or -1 where several do. Two texts of one owner are not
compared. ``$limit`` parts fingerprints into rare ones, which make pairs, and frequent ones, which
only give seeds to pairs that something else has made.
"""

from __future__ import annotations

FREQUENCY = """
SELECT hash, count(*) AS texts FROM posting WHERE repeat = 0 GROUP BY hash HAVING count(*) > 1
"""

RARE = """
SELECT p.hash, p.text, p.at, t.owner
FROM posting p JOIN frequency f ON f.hash = p.hash JOIN text t ON t.text = p.text
WHERE f.texts <= $limit
"""

FREQUENT = """
SELECT p.hash, p.text, p.at, p.repeat, t.owner
FROM posting p JOIN frequency f ON f.hash = p.hash JOIN text t ON t.text = p.text
WHERE f.texts > $limit
"""

THREAD = """
SELECT DISTINCT a, b FROM (
    SELECT min(text) OVER (PARTITION BY hash) AS a, text AS b FROM frequent WHERE repeat = 0
    UNION ALL
    SELECT lag(text) OVER (PARTITION BY hash ORDER BY text) AS a, text AS b
    FROM frequent WHERE repeat = 0
)
WHERE a < b
"""
"""Pairs made by frequent fingerprints: each text with the first that has it and with the one before."""

LOAD = """
SELECT text, sum(seeds)::BIGINT AS seeds FROM (
    SELECT r.text, f.texts AS seeds FROM rare r JOIN frequency f ON f.hash = r.hash
    UNION ALL
    SELECT a AS text, 64 AS seeds FROM thread
)
GROUP BY text ORDER BY text
"""
"""How many seeds a text gives at most, to cut the join into blocks of even size."""

BLOCK_SEEDS = """
SELECT x.text AS a, y.text AS b, x.at AS a_at, y.at AS b_at
FROM rare x JOIN rare y ON y.hash = x.hash AND y.text > x.text
WHERE x.text >= $low AND x.text < $high AND (x.owner <> y.owner OR x.owner < 0)
"""

BLOCK_PAIRS = """
SELECT DISTINCT a, b FROM (
    SELECT a, b FROM block_seeds
    UNION ALL
    SELECT a, b FROM thread
    JOIN text s ON s.text = a JOIN text t ON t.text = b
    WHERE a >= $low AND a < $high AND (s.owner <> t.owner OR s.owner < 0)
)
"""

SEEDS = """
SELECT a, b, a_at, b_at FROM (
    SELECT a, b, a_at, b_at FROM block_seeds
    UNION ALL
    SELECT p.a, p.b, x.at AS a_at, y.at AS b_at
    FROM block_pairs p
    JOIN frequent x ON x.text = p.a
    JOIN frequent y ON y.text = p.b AND y.hash = x.hash
)
ORDER BY a, b, a_at - b_at, a_at
"""
