package dev.flotilla.main.message;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a message for a value that is known only when the program runs. */
final class Placeholder {
  private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>]*>");
  private static final Pattern WORD = Pattern.compile("(?s).*[a-z]{2}.*");

  /** Says less than what it is called on, or with. */
  private static final Set<String> PLAIN =
      Set.of(
          "name",
          "value",
          "toString",
          "text",
          "id",
          "get",
          "orElse",
          "toList",
          "collect",
          "map",
          "valueOf",
          "join",
          "stream",
          "shown",
          "masked",
          "format");

  /** A part of CEL between two texts of a message, such as {@code " + request.name + "}. */
  private static final Pattern CEL = Pattern.compile("\" \\+ (.*?) \\+ \"|\" \\+ (.*)$");

  private static final Pattern CEL_NAME =
      Pattern.compile("(\\w+)(?:\\.(?:join|filter|map|\\?)|\\)|$)");

  private Placeholder() {}

  /** Returns whether a text says something beside its placeholders. */
  static boolean hasWords(String text) {
    return WORD.matcher(PLACEHOLDER.matcher(text).replaceAll("")).matches();
  }

  static String of(Tree tree) {
    return "<" + label(tree) + ">";
  }

  /** Returns the message that an expression in CEL is, with placeholders. */
  static String ofCel(String expression) {
    return CEL.matcher(expression.replaceFirst("^\"", ""))
        .replaceAll(
            part -> {
              String cel = part.group(1) == null ? part.group(2) : part.group(1);
              Matcher name = CEL_NAME.matcher(cel);
              return "<" + (name.find() ? name.group(1) : "value") + ">";
            })
        .replaceFirst("\"$", "");
  }

  private static String label(Tree tree) {
    if (tree instanceof MethodInvocationTree call) {
      String name = Sources.name(call);
      List<? extends ExpressionTree> arguments = call.getArguments();
      if (!PLAIN.contains(name)) {
        return name.replaceFirst("^get(?=[A-Z])", "");
      }
      if (call.getMethodSelect() instanceof MemberSelectTree select
          && Character.isLowerCase(select.getExpression().toString().charAt(0))) {
        return label(select.getExpression());
      }
      return arguments.isEmpty() ? name : label(arguments.get(arguments.size() - 1));
    }
    return tree instanceof MemberSelectTree || tree instanceof IdentifierTree
        ? Sources.name(tree)
        : "value";
  }
}
