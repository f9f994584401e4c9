package io.rightlink.core.store;

import java.util.List;

/**
 * The tables of one module, as numbered steps that are each applied once, in order. A step that was released is never edited:
 * a change is a step of its own.
 *
 * @param module the module's name, {@code jobs}
 * @param steps SQL scripts: statements separated by semicolons, no trigger
 */
public record Schema(String module, List<String> steps) {}
