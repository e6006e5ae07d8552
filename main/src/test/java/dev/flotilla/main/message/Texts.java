package dev.flotilla.main.message;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/** Which texts an expression can have, with placeholders for what is known only at run time. */
final class Texts {
  private static final int MAX_DEPTH = 40;

  private final Sources sources;
  private final Calls calls;
  private final Set<Tree> read = new HashSet<>();

  /** What is being read, so that a recursion ends. */
  private final Deque<Object> open = new ArrayDeque<>();

  Texts(Sources sources) {
    this.sources = sources;
    this.calls = new Calls(sources, this);
  }

  Calls calls() {
    return calls;
  }

  /** Returns whether a literal is part of a text that was read. */
  boolean hasRead(Tree literal) {
    return read.contains(literal);
  }

  static boolean haveWords(Set<String> texts) {
    return texts.stream().anyMatch(Placeholder::hasWords);
  }

  /** Returns sums with each start and each end at least once, not every pair of them. */
  static Set<String> sums(Set<String> starts, Set<String> ends) {
    Set<String> texts = new LinkedHashSet<>();
    if (!starts.isEmpty() && !ends.isEmpty()) {
      List<String> first = List.copyOf(starts);
      List<String> last = List.copyOf(ends);
      for (int i = 0; i < Math.max(first.size(), last.size()); i++) {
        texts.add(first.get(i % first.size()) + last.get(i % last.size()));
      }
    }
    return texts;
  }

  /**
   * Returns the texts that an expression can have.
   *
   * @param values what is known of parameters
   */
  Set<String> of(TreePath path, Map<Element, Set<String>> values) {
    Tree tree = path.getLeaf();
    if (tree instanceof LiteralTree literal) {
      read.add(tree);
      return literal.getValue() == null ? Set.of() : Set.of(String.valueOf(literal.getValue()));
    }
    if (tree instanceof ParenthesizedTree inner) {
      return child(path, inner.getExpression(), values);
    }
    if (tree instanceof BinaryTree sum && tree.getKind() == Tree.Kind.PLUS) {
      return sums(
          child(path, sum.getLeftOperand(), values), child(path, sum.getRightOperand(), values));
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      return children(
          path, List.of(choice.getTrueExpression(), choice.getFalseExpression()), values);
    }
    if (tree instanceof SwitchExpressionTree || tree instanceof LambdaExpressionTree) {
      return results(path, values);
    }
    if (tree instanceof IdentifierTree || tree instanceof MemberSelectTree) {
      return variable(path, values);
    }
    return tree instanceof MethodInvocationTree || tree instanceof MemberReferenceTree
        ? calls.of(path, values)
        : Set.of(Placeholder.of(tree));
  }

  Set<String> child(TreePath path, Tree child, Map<Element, Set<String>> values) {
    return of(Sources.child(path, child), values);
  }

  Set<String> children(
      TreePath path, List<? extends Tree> children, Map<Element, Set<String>> values) {
    Set<String> texts = new LinkedHashSet<>();
    children.forEach(tree -> texts.addAll(child(path, tree, values)));
    return texts;
  }

  /** Returns {@code texts}, or nothing within a recursion of {@code element}. */
  Set<String> once(Element element, Supplier<Set<String>> texts) {
    if (open.contains(element) || open.size() > MAX_DEPTH) {
      return Set.of();
    }
    open.push(element);
    try {
      return texts.get();
    } finally {
      open.pop();
    }
  }

  /** Returns what a lambda, a switch or a method can return. */
  Set<String> results(TreePath path, Map<Element, Set<String>> values) {
    Set<String> texts = new LinkedHashSet<>();
    Results.of(path).forEach(result -> texts.addAll(of(result, values)));
    return texts;
  }

  private Set<String> variable(TreePath path, Map<Element, Set<String>> values) {
    Element element = sources.element(path);
    if (values.containsKey(element)) {
      return values.get(element);
    }
    Set<String> texts = new LinkedHashSet<>();
    if (element != null && !element.getKind().isClass()) {
      texts.addAll(once(element, () -> assigned(element, values)));
    }
    boolean isConstant = element != null && element.getKind() == ElementKind.FIELD;
    return haveWords(texts) || (isConstant && !texts.isEmpty())
        ? texts
        : Set.of(Placeholder.of(path.getLeaf()));
  }

  /** Returns what a variable is declared with, and what is assigned or added to it. */
  private Set<String> assigned(Element element, Map<Element, Set<String>> values) {
    Set<String> texts = new LinkedHashSet<>();
    sources
        .declaration(element)
        .filter(found -> found.getLeaf() instanceof VariableTree)
        .ifPresent(found -> texts.addAll(declared(found, values)));
    for (TreePath use : sources.uses(element)) {
      if (use.getLeaf() instanceof AssignmentTree assignment) {
        texts.addAll(child(use, assignment.getExpression(), values));
      } else if (use.getLeaf() instanceof MethodInvocationTree adding) {
        texts.addAll(children(use, adding.getArguments(), values));
      }
    }
    return texts;
  }

  /** A parameter of a lambda is what the method with the lambda is called on. */
  private Set<String> declared(TreePath path, Map<Element, Set<String>> values) {
    ExpressionTree initializer = ((VariableTree) path.getLeaf()).getInitializer();
    if (initializer != null) {
      return child(path, initializer, values);
    }
    TreePath lambda = path.getParentPath();
    return lambda.getLeaf() instanceof LambdaExpressionTree
        ? Sources.receiver(lambda.getParentPath()).map(on -> of(on, values)).orElse(Set.of())
        : Set.of();
  }
}
