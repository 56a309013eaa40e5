"""From paragraphs to questions and answers, with what is unsure; pure functions of the text."""
