package dev.flotilla.main.review.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.change.FieldPath;

/** A field that differs; what is not there is missing. */
public record FieldDifference(FieldPath path, JsonNode before, JsonNode after) {}
