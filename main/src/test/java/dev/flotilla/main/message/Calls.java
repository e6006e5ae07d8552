package dev.flotilla.main.message;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;

/** Which texts the call of a method can return. */
final class Calls {
  private static final Pattern CONVERSION =
      Pattern.compile("%(?:(\\d+)\\$)?[-#+ 0,(.\\d]*([a-zA-Z])");
  private static final Pattern TEXTS = Pattern.compile(".*\\bString\\b.*");
  private static final Pattern PARAMETER =
      Pattern.compile("((Optional|List|Supplier)<)?(String|Object)>?");

  /** What these return is in what they are called on. */
  private static final Set<String> FROM_RECEIVER =
      Set.of(
          "stream",
          "toList",
          "findFirst",
          "findAny",
          "filter",
          "distinct",
          "sorted",
          "limit",
          "get",
          "strip",
          "collect",
          "orElseThrow",
          "or",
          "orElse",
          "orElseGet");

  /** What these return is in their arguments. */
  private static final Set<String> FROM_ARGUMENTS =
      Set.of(
          "of",
          "concat",
          "ofNullable",
          "valueOf",
          "copyOf",
          "map",
          "flatMap",
          "or",
          "orElse",
          "orElseGet");

  private final Sources sources;
  private final Texts texts;

  Calls(Sources sources, Texts texts) {
    this.sources = sources;
    this.texts = texts;
  }

  Set<String> of(TreePath path, Map<Element, Set<String>> values) {
    Set<String> found = new LinkedHashSet<>(declared(path, values));
    if (found.isEmpty() && path.getLeaf() instanceof MethodInvocationTree call) {
      found.addAll(ofLibrary(path, call, values));
    }
    return Texts.haveWords(found) || isEmpty(path.getLeaf())
        ? found
        : Set.of(Placeholder.of(path.getLeaf()));
  }

  /** Returns whether a call returns nothing, such as {@code Optional.empty()}. */
  private static boolean isEmpty(Tree tree) {
    return tree instanceof MethodInvocationTree call
        && call.getArguments().isEmpty()
        && Set.of("of", "empty").contains(Sources.name(call));
  }

  private Set<String> ofLibrary(
      TreePath path, MethodInvocationTree call, Map<Element, Set<String>> values) {
    String name = Sources.name(call);
    List<? extends ExpressionTree> arguments = call.getArguments();
    Optional<TreePath> receiver = Sources.receiver(path);
    if (name.equals("formatted") && receiver.isPresent()) {
      return formatted(texts.of(receiver.get(), values), path, arguments, values);
    }
    if (name.equals("format") && arguments.size() > 1) {
      int format = arguments.get(0).toString().startsWith("Locale") ? 1 : 0;
      return formatted(
          texts.child(path, arguments.get(format), values),
          path,
          arguments.subList(format + 1, arguments.size()),
          values);
    }
    Set<String> found = new LinkedHashSet<>();
    if (FROM_RECEIVER.contains(name) && receiver.isPresent()) {
      found.addAll(texts.of(receiver.get(), values));
    }
    if (FROM_ARGUMENTS.contains(name)) {
      found.addAll(texts.children(path, arguments, values));
    }
    if (name.equals("map") && !Texts.haveWords(found) && receiver.isPresent()) {
      found.addAll(texts.of(receiver.get(), values));
    }
    return name.equals("join") ? joined(path, arguments, values) : found;
  }

  /** The lines of a list are one text; its items are each a text of their own. */
  private Set<String> joined(
      TreePath path, List<? extends ExpressionTree> arguments, Map<Element, Set<String>> values) {
    Set<String> items = texts.children(path, arguments.subList(1, arguments.size()), values);
    return texts.child(path, arguments.get(0), values).contains("\n")
        ? Set.of(String.join("\n", items))
        : items;
  }

  private Set<String> formatted(
      Set<String> formats,
      TreePath path,
      List<? extends ExpressionTree> arguments,
      Map<Element, Set<String>> values) {
    Set<String> all = new LinkedHashSet<>();
    for (String format : formats) {
      Set<String> made = Set.of("");
      Matcher conversion = CONVERSION.matcher(format);
      int end = 0;
      int next = 0;
      while (conversion.find()) {
        made = Texts.sums(made, Set.of(format.substring(end, conversion.start())));
        end = conversion.end();
        if (!conversion.group(2).equals("n")) {
          String index = conversion.group(1);
          ExpressionTree argument =
              arguments.get(index == null ? next++ : Integer.parseInt(index) - 1);
          made = Texts.sums(made, texts.child(path, argument, values));
        }
      }
      all.addAll(Texts.sums(made, Set.of(format.substring(end).replace("%%", "%"))));
    }
    return all;
  }

  /** Returns what a method of the sources returns. */
  private Set<String> declared(TreePath path, Map<Element, Set<String>> values) {
    Element element = sources.element(path);
    return sources
        .declaration(element)
        .filter(found -> found.getLeaf() instanceof MethodTree method && returnsTexts(method))
        .map(
            found -> texts.once(element, () -> texts.results(found, bindings(found, path, values))))
        .orElse(Set.of());
  }

  private static boolean returnsTexts(MethodTree method) {
    return method.getBody() != null
        && method.getReturnType() != null
        && TEXTS.matcher(method.getReturnType().toString()).matches();
  }

  /**
   * Returns the texts that a call passes for the parameters of a method.
   *
   * @param values what is known of the parameters where the call is
   */
  Map<Element, Set<String>> bindings(
      TreePath method, TreePath call, Map<Element, Set<String>> values) {
    Map<Element, Set<String>> bindings = new HashMap<>();
    List<TreePath> arguments = arguments(call);
    List<? extends VariableTree> parameters = ((MethodTree) method.getLeaf()).getParameters();
    for (int i = 0; i < Math.min(parameters.size(), arguments.size()); i++) {
      if (PARAMETER.matcher(parameters.get(i).getType().toString()).matches()) {
        Set<String> argument = texts.of(arguments.get(i), values);
        if (Texts.haveWords(argument)) {
          bindings.put(sources.element(Sources.child(method, parameters.get(i))), argument);
        }
      }
    }
    return bindings;
  }

  /** Returns the arguments of a call; {@code this::report} gets what {@code forEach} is on. */
  private static List<TreePath> arguments(TreePath call) {
    if (call.getLeaf() instanceof MemberReferenceTree) {
      return Sources.receiver(call.getParentPath()).stream().toList();
    }
    return ((MethodInvocationTree) call.getLeaf())
        .getArguments().stream().map(argument -> Sources.child(call, argument)).toList();
  }
}
