"""Tests of the engine, and the plain evaluator that it must agree with."""
