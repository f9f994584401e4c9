package io.rightlink.scripts.template;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A script in one of a template's lists.
 *
 * @param name in the catalogue, or as the script there calls itself
 * @param placement where it runs, if the template says so
 * @param timeout when it is ended, if the template says so
 */
public record TemplateScript(
        String name, @Nullable String placement, @Nullable Duration timeout) {}
