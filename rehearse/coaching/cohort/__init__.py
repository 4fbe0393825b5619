"""What the meetings of many learners come to, with the words behind each number."""
