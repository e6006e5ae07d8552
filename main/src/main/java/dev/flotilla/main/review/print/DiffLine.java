package dev.flotilla.main.review.print;

/** A line that is gone ({@code -}) or new ({@code +}). */
record DiffLine(char sign, String text) {}
