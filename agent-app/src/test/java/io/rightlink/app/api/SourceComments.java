package io.rightlink.app.api;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The comments of the agent's types, read from its sources by the JDK's own compiler. Not safe for several threads. */
final class SourceComments {

    private final Map<Class<?>, Map<String, DocCommentTree>> known = new HashMap<>();

    /** Returns what the comment of a type says; empty if there is none. */
    Optional<String> of(Class<?> type) {
        return Optional.ofNullable(commentsAround(type).get(keyOf(type)))
                .map(comment -> textOf(comment.getFullBody()))
                .filter(text -> !text.isEmpty());
    }

    /** Returns what the comment of an enumeration says, and those of its constants; empty if there is none. */
    Optional<String> ofConstants(Class<?> type, Function<Object, String> label) {
        Map<String, DocCommentTree> file = commentsAround(type);
        StringJoiner lines = new StringJoiner("\n- ");
        lines.add(of(type).orElse(""));
        for (Object constant : type.getEnumConstants()) {
            DocCommentTree comment = file.get(keyOf(type) + "." + ((Enum<?>) constant).name());
            if (comment != null) {
                lines.add("`" + label.apply(constant) + "`: " + textOf(comment.getFullBody()));
            }
        }
        return Optional.of(lines.toString().strip()).filter(text -> !text.isEmpty());
    }

    /** Returns what the comment of a record says of its components. */
    Map<String, String> ofComponents(Class<?> type) {
        Map<String, String> texts = new LinkedHashMap<>();
        DocCommentTree comment = commentsAround(type).get(keyOf(type));
        for (DocTree tag : comment == null ? List.<DocTree>of() : comment.getBlockTags()) {
            if (tag instanceof ParamTree param && !param.isTypeParameter()) {
                texts.put(param.getName().toString(), textOf(param.getDescription()));
            }
        }
        return texts;
    }

    /** Returns {@code Boot.BootScript}. */
    private static String keyOf(Class<?> type) {
        return type.getCanonicalName().substring(type.getPackageName().length() + 1);
    }

    private Map<String, DocCommentTree> commentsAround(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getDeclaringClass() != null) {
            outermost = outermost.getDeclaringClass();
        }
        return known.computeIfAbsent(outermost, SourceComments::read);
    }

    private static Map<String, DocCommentTree> read(Class<?> outermost) {
        String module = "agent-" + outermost.getPackageName().split("\\.", -1)[2];
        Path file = Path.of("..", module, "src/main/java", outermost.getName().replace('.', '/') + ".java");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            Found found = new Found(DocTrees.instance(task));
            task.parse().forEach(unit -> found.scan(unit, ""));
            return found.comments;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(List<? extends DocTree> parts) {
        return parts.stream()
                .map(SourceComments::textOf)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String textOf(DocTree part) {
        return switch (part) {
            case TextTree text -> text.getBody();
            case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
            case LinkTree link when !link.getLabel().isEmpty() -> textOf(link.getLabel());
            case LinkTree link -> "`" + link.getReference().getSignature().replace("#", "") + "`";
            default -> part.toString();
        };
    }

    /** Collects the comments of types and of what is right in them. */
    private static final class Found extends TreePathScanner<@Nullable Void, String> {

        private final Map<String, DocCommentTree> comments = new HashMap<>();
        private final DocTrees trees;

        Found(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String outer) {
            String key = outer + type.getSimpleName();
            keep(key);
            return super.visitClass(type, key + ".");
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, String outer) {
            if (getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.ENUM) {
                keep(outer + variable.getName());
            }
            return super.visitVariable(variable, outer);
        }

        private void keep(String key) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                comments.put(key, comment);
            }
        }
    }
}
