package dev.flotilla.main.message;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the expressions that a method, a lambda or a switch can return. */
final class Results extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Tree root;
  private final List<TreePath> found = new ArrayList<>();

  private Results(Tree root) {
    this.root = root;
  }

  static List<TreePath> of(TreePath path) {
    if (path.getLeaf() instanceof LambdaExpressionTree lambda
        && !(lambda.getBody() instanceof BlockTree)) {
      return List.of(new TreePath(path, lambda.getBody()));
    }
    Results results = new Results(path.getLeaf());
    results.scan(path, null);
    return results.found;
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void none) {
    return add(tree.getExpression());
  }

  @Override
  public @Nullable Void visitYield(YieldTree tree, @Nullable Void none) {
    return add(tree.getValue());
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void none) {
    return root instanceof SwitchExpressionTree && tree.getBody() instanceof ExpressionTree body
        ? add(body)
        : super.visitCase(tree, null);
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void none) {
    return tree.equals(root) ? super.visitLambdaExpression(tree, null) : null;
  }

  private @Nullable Void add(@Nullable Tree result) {
    if (result != null) {
      found.add(new TreePath(getCurrentPath(), result));
    }
    return null;
  }
}
