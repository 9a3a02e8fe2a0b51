"""What is typed for offers, by candidates and for shared posts."""
