"""Makes values.json, against which the measures of similarity are tested.

    python3 -m venv venv && venv/bin/pip install rapidfuzz==3.14.6 sacrebleu==2.6.0 nltk==3.10.4 rouge-score==0.1.2 regex
    venv/bin/python src/evals/similarity/reference/make.py > src/evals/similarity/reference/values.json

Where our tokens differ from a package's on purpose (Chinese, letters beyond a to z), the package counts our tokens:
characters are set apart before sacrebleu's 13a sees them, and rouge_score is given a tokenizer.
"""
import json
import random
import sys
from importlib.metadata import version

import regex
from nltk.translate.gleu_score import sentence_gleu
from rapidfuzz import fuzz
from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics import BLEU
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

PAIRS = [
    ("the cat sat on the mat", "the cat sat on the mat"),
    ("the cat sat on the mat", "a cat was sitting on the mat"),
    ("You may return goods within 45 days.", "Goods may be returned within 45 days of delivery."),
    ("It is a guide to action which ensures that the military always obeys the commands of the party",
     "It is a guide to action that ensures that the military will forever heed Party commands"),
    ("It is to insure the troops forever hearing the activity guidebook that party direct",
     "It is a guide to action that ensures that the military will forever heed Party commands"),
    ("Refunds: $1,250.50 (paid 2026-03-01), see §4.2 & \"terms\".", "Refunds of $1,250.50 were paid on 2026-03-01; see §4.2."),
    ("v2 of the API-key rotates every 30-days", "API key v2 rotates each 30 days"),
    ("no word in common", "entirely different text"),
    ("yes", "yes"), ("Yes", "yes"), ("yes", "no"), ("a", "ab"),
    ("the the the the the the the", "the cat is on the mat"),
    ("", "something"), ("something", ""), ("", ""), ("   ", "..."),
    ("line one\nline two\n", "line one line two"), ("well-\nknown &amp; <skipped>loved", "wellknown & loved"),
    ("Das Gehäuse ist grün lackiert.", "Das Gehäuse wird grün lackiert!"),
    ("El envío a España tarda 3 días", "Los envíos a España tardan tres días"),
    ("退款将在收到货物后5个工作日内支付。", "收到退货后，退款在5个工作日内支付。"),
    ("今天天气很好", "今天的天气非常好"), ("型号 X200 的外壳为红色", "X200型号外壳是红色的"),
    ("emoji 😀 and 🎉 party", "emoji 😀 party 🎉"), ("𠮷野家", "吉野家"),
    ("kitten", "sitting"), ("Saturday", "Sunday"), ("new york mets", "new YORK mets"),
]
# Long ones, which need more than one machine word of the table.
rng = random.Random(7117)
WORDS = "model data answer quote page return goods days store paid order number price the a of to in".split()
for size in (20, 33, 64, 150, 400):
    left = [rng.choice(WORDS) for _ in range(size)]
    right = [word if rng.random() < 0.7 else rng.choice(WORDS) for word in left if rng.random() < 0.9]
    PAIRS.append((" ".join(left), " ".join(right)))

HAN = regex.compile(r"(\p{Han})")
WORD = regex.compile(r"\p{Han}|[[\p{L}\p{M}\p{N}]--\p{Han}]+", regex.V1)


class OurTokens:
    def tokenize(self, text):
        return WORD.findall(text.lower())


apart = lambda text: HAN.sub(r" \1 ", text)
thirteen = Tokenizer13a()
bleu = BLEU(tokenize="13a", effective_order=True)
kinds = [f"rouge{n}" for n in range(1, 6)] + ["rougeL"]
rouge = RougeScorer(kinds, tokenizer=OurTokens())
plain_rouge = RougeScorer(kinds)

out = {"made_with": {name: version(name) for name in ["rapidfuzz", "sacrebleu", "nltk", "rouge-score", "regex"]}, "pairs": []}
for said, wanted in PAIRS:
    scores = rouge.score(wanted, said)
    if (said + wanted).isascii():
        assert scores == plain_rouge.score(wanted, said), (said, wanted)
    tokens = [thirteen(apart(text).rstrip()).split() for text in (said, wanted)]
    out["pairs"].append({
        "input": said,
        "reference": wanted,
        "fuzzy_match": fuzz.ratio(said, wanted) / 100,
        "bleu": bleu.sentence_score(apart(said), [apart(wanted)]).score / 100,
        "gleu": sentence_gleu([tokens[1]], tokens[0]),
        **{f"rouge_{n}": scores[f"rouge{n}"].fmeasure for n in range(1, 6)},
        "rouge_l": scores["rougeL"].fmeasure,
    })
json.dump(out, sys.stdout, ensure_ascii=False, indent=1)
print()
