"""Every diagnostic code and what it stands for; each has a page in docs/checks.

XR0xx files and YAML · XR1xx names and structure · XR2xx types and units · XR3xx fidelity to the source · XR4xx time ·
XR5xx precedence, overlap and reachability · XR6xx cases · XR7xx staleness.
"""

TITLES = {
    "XR001": "the file is no YAML of ours",
    "XR002": "a value of another shape than expected",
    "XR003": "an unknown key",
    "XR004": "a value that is none of those allowed",
    "XR005": "a required key is missing",
    "XR006": "a folder without rules",
    "XR007": "a rule file that would go unread",
    "XR101": "a name that is no name",
    "XR102": "a condition or formula that cannot be read",
    "XR103": "an id that is used twice",
    "XR104": "a name that is not defined",
    "XR105": "a paragraph that does not exist",
    "XR106": "a threshold that no condition uses",
    "XR107": "paragraphs or definitions in a circle",
    "XR108": "a fact that is defined twice",
    "XR109": "precedence across subjects",
    "XR201": "units that do not fit",
    "XR202": "a value that cannot be read",
    "XR203": "a question that the fact cannot answer",
    "XR301": "a threshold that its words do not state",
    "XR302": "an operator that the words contradict",
    "XR303": "a threshold without words",
    "XR304": "a citation that names no law",
    "XR305": "words that are more than a fragment",
    "XR401": "an interval that ends before it begins",
    "XR402": "versions that overlap",
    "XR403": "a hole between versions",
    "XR404": "a stay outside its version",
    "XR405": "a version without a first day",
    "XR601": "a provision without cases",
    "XR602": "a case that expects nothing",
    "XR603": "two cases of one name",
    "XR604": "a case that does not hold",
    "XR605": "a case marked wrong that holds",
    "XR701": "a version that is due for review",
    "XR702": "a verification that lies ahead",
}
