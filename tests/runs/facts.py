"""The facts that a line may state, of the shipped rules."""

from exportgate.diagnostics.model import Collector
from exportgate.foundation.resources import shipped
from exportgate.provisions.vocabulary import load_vocabulary

FACTS = load_vocabulary(shipped("rules"), Collector()).given
