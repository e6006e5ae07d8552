package dev.flotilla.fleet.render;

import dev.flotilla.fleet.object.Problem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of content.
 *
 * @param name the content's name, and its folder
 * @param files from path, relative to that folder, to text
 * @param problems everything that is wrong with it
 */
public record RenderedContent(
    String name, SortedMap<String, String> files, List<Problem> problems) {
  public RenderedContent {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    problems = List.copyOf(problems);
  }
}
