package io.rightlink.core.store;

import java.util.List;

/**
 * The tables of one module, as numbered steps that are each applied once, in order. A step that was released is never edited:
 * a change is a step of its own. Older programs come back: whoever upgraded the agent in its container has the image's again once that
 * ends. So a step that only adds what they needn't know isn't counted as needed.
 *
 * @param module the module's name, {@code jobs}
 * @param steps SQL scripts: statements separated by semicolons, no trigger
 * @param needed how many of the steps a program must know to read and write the tables as they are after all of them
 */
public record Schema(String module, List<String> steps, int needed) {
    /** Creates one of which a program must know every step. */
    public Schema(String module, List<String> steps) {
        this(module, steps, steps.size());
    }
}
