package dev.flotilla.main.message;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;

/**
 * Finds what a user can read of the program: what becomes an exception, a problem or a line, and
 * every other text of three words, wherever it goes.
 */
final class MessageFinder {
  private static final int MAX_CALLERS = 6;
  private static final Pattern EXCEPTION = Pattern.compile("(\\w+\\.)?\\w*(Exception|Failure)");
  private static final Pattern COLLECTOR = Pattern.compile("(problems|mistakes)\\.add");
  private static final Pattern LINE = Pattern.compile("(.*\\b)?report(\\(\\))?\\.status");
  private static final Pattern SENTENCE = Pattern.compile("(?s).*[a-z]+ [a-z']+ [a-z]+.*");
  private static final Pattern RULE = Pattern.compile("(?s).*(\\b(must|cannot|needs?|got) |; ).*");

  private final Sources sources;
  private final Texts texts;
  private final Map<Element, Set<Map<Element, Set<String>>>> known = new HashMap<>();
  private final Map<String, Message> messages = new HashMap<>();

  private MessageFinder(Sources sources) {
    this.sources = sources;
    this.texts = new Texts(sources);
  }

  static SortedSet<Message> messages(Sources sources) {
    MessageFinder finder = new MessageFinder(sources);
    sources.calls().forEach(finder::call);
    sources.literals().forEach(finder::rest);
    return new TreeSet<>(finder.messages.values());
  }

  private void call(TreePath path) {
    if (path.getLeaf() instanceof NewClassTree created) {
      List<? extends ExpressionTree> arguments = created.getArguments();
      String type = created.getIdentifier().toString();
      if (EXCEPTION.matcher(type).matches() && !arguments.isEmpty()) {
        add(type, path, arguments.get(0));
      } else if (type.equals("Problem") || type.equals("Check")) {
        add(type, path, arguments.get(1));
      }
    } else if (path.getLeaf() instanceof MethodInvocationTree call) {
      String method = call.getMethodSelect().toString();
      if (COLLECTOR.matcher(method).matches()) {
        add("Problem", path, call.getArguments().get(0));
      } else if (LINE.matcher(method.replaceAll("\\s", "")).matches()) {
        add(Message.LINE, path, call.getArguments().get(0));
      }
    }
  }

  /** What no call of {@link #call} has read: its way is not followed, its text is read anyway. */
  private void rest(TreePath literal) {
    if (!texts.hasRead(literal.getLeaf())
        && ((LiteralTree) literal.getLeaf()).getValue() instanceof String text
        && SENTENCE.matcher(text).matches()) {
      TreePath whole = whole(literal);
      add(Message.REST, whole.getParentPath(), whole.getLeaf());
    }
  }

  /** Returns the sum, the choice or the format that a text is part of. */
  private static TreePath whole(TreePath part) {
    TreePath parent = part.getParentPath();
    Tree tree = parent.getLeaf();
    boolean isFormat =
        (tree instanceof MemberSelectTree || tree instanceof MethodInvocationTree)
            && Sources.name(tree).equals("formatted");
    return isFormat
            || tree instanceof BinaryTree
            || tree instanceof ParenthesizedTree
            || tree instanceof ConditionalExpressionTree
        ? whole(parent)
        : part;
  }

  private void add(String kind, TreePath path, Tree text) {
    Set<String> found = new LinkedHashSet<>();
    for (Map<Element, Set<String>> values : contexts(path, 0)) {
      found.addAll(texts.child(path, text, values));
    }
    found.stream()
        .map(one -> kind.equals("Check") ? Placeholder.ofCel(one) : one)
        .filter(Placeholder::hasWords)
        .filter(one -> !kind.equals(Message.REST) || RULE.matcher(one).matches())
        .forEach(one -> messages.putIfAbsent(one, new Message(sources.place(path), kind, one)));
  }

  /** Returns what the calls of the method that {@code path} is in give to its parameters. */
  private Set<Map<Element, Set<String>>> contexts(TreePath path, int callers) {
    Optional<TreePath> method = method(path);
    if (method.isEmpty() || callers > MAX_CALLERS) {
      return Set.of(Map.of());
    }
    Element element = sources.element(method.get());
    if (!known.containsKey(element)) {
      Set<Map<Element, Set<String>>> contexts = new LinkedHashSet<>();
      for (TreePath use : List.copyOf(sources.uses(element))) {
        for (Map<Element, Set<String>> values : contexts(use, callers + 1)) {
          contexts.add(texts.calls().bindings(method.get(), use, values));
        }
      }
      known.put(element, contexts.isEmpty() ? Set.of(Map.of()) : contexts);
    }
    return known.get(element);
  }

  private static Optional<TreePath> method(TreePath path) {
    for (TreePath outer = path; outer != null; outer = outer.getParentPath()) {
      if (outer.getLeaf() instanceof MethodTree) {
        return Optional.of(outer);
      }
    }
    return Optional.empty();
  }
}
