package dev.flotilla.main.message;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The sources of the program's modules, as Java's own compiler understands them. */
final class Sources {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath();
  private static final List<String> MODULES = List.of("fleet", "constructs", "stacks", "main");
  private static final Set<String> ADDING = Set.of("add", "addAll");

  private final Trees trees;
  private final Map<Element, List<TreePath>> uses = new HashMap<>();
  private final List<TreePath> calls = new ArrayList<>();
  private final List<TreePath> literals = new ArrayList<>();

  private Sources(Trees trees) {
    this.trees = trees;
  }

  static Sources read() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, options, null, files.getJavaFileObjectsFromPaths(paths()));
      Iterable<? extends CompilationUnitTree> units = task.parse();
      task.analyze();
      Sources sources = new Sources(Trees.instance(task));
      units.forEach(unit -> sources.new Index().scan(new TreePath(unit), null));
      return sources;
    }
  }

  private static List<Path> paths() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(all::add);
      }
    }
    return all;
  }

  /** Returns the file, from the root of the repository, and the line of a tree. */
  String place(TreePath path) {
    CompilationUnitTree unit = path.getCompilationUnit();
    long start = trees.getSourcePositions().getStartPosition(unit, path.getLeaf());
    Path file = ROOT.normalize().relativize(Path.of(unit.getSourceFile().toUri()).normalize());
    return file + ":" + unit.getLineMap().getLineNumber(start);
  }

  /** Returns what a name, a declaration or a call refers to. */
  @Nullable Element element(TreePath path) {
    return trees.getElement(path);
  }

  /** Returns where {@code element} is declared, unless in a library. */
  Optional<TreePath> declaration(@Nullable Element element) {
    return Optional.ofNullable(element).map(trees::getPath);
  }

  /** Returns the calls of a method, and what is assigned or added to a variable. */
  List<TreePath> uses(@Nullable Element element) {
    return uses.getOrDefault(element, List.of());
  }

  /** Returns every call of a method or a constructor. */
  List<TreePath> calls() {
    return calls;
  }

  /** Returns every literal that is not in an annotation. */
  List<TreePath> literals() {
    return literals;
  }

  static TreePath child(TreePath path, Tree child) {
    return new TreePath(path, child);
  }

  /** Returns what a method is called on, if it is not one of the same object. */
  static Optional<TreePath> receiver(TreePath call) {
    return call.getLeaf() instanceof MethodInvocationTree tree
            && tree.getMethodSelect() instanceof MemberSelectTree select
        ? Optional.of(child(child(call, select), select.getExpression()))
        : Optional.empty();
  }

  /** Returns the name of the method that is called, or of what a name refers to. */
  static String name(Tree tree) {
    if (tree instanceof MethodInvocationTree call) {
      return name(call.getMethodSelect());
    }
    return tree instanceof MemberSelectTree member
        ? member.getIdentifier().toString()
        : tree.toString();
  }

  private final class Index extends TreePathScanner<@Nullable Void, @Nullable Void> {
    @Override
    public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void none) {
      return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void none) {
      literals.add(getCurrentPath());
      return super.visitLiteral(tree, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void none) {
      calls.add(getCurrentPath());
      return super.visitNewClass(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
      calls.add(getCurrentPath());
      use(getCurrentPath());
      if (ADDING.contains(name(tree))) {
        receiver(getCurrentPath()).ifPresent(this::use);
      }
      return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void none) {
      use(getCurrentPath());
      return super.visitMemberReference(tree, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void none) {
      use(child(getCurrentPath(), tree.getVariable()));
      return super.visitAssignment(tree, null);
    }

    private void use(TreePath name) {
      Element element = element(name);
      if (element != null) {
        uses.computeIfAbsent(element, any -> new ArrayList<>()).add(getCurrentPath());
      }
    }
  }
}
