"""What the rules of a day say of facts: columns of facts in, columns of effects out, and the reasons for them."""
