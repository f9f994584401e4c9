package io.rightlink.scripts.template;

import io.rightlink.core.alert.AlertRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a host is to be, in the form of right_st's YAML.
 *
 * @param inputs what the scripts that declare them get, {@code text:<value>}, say; of credentials the names
 * @param boot what runs once at each boot, in this order
 * @param operational what is meant to be run on demand
 * @param decommission what runs when the host goes down, in this order
 * @param alerts the alerts that are watched
 * @param ignored the parts of it that mean nothing to an agent
 */
public record ServerTemplate(
        String name,
        @Nullable String description,
        Map<String, String> inputs,
        List<TemplateScript> boot,
        List<TemplateScript> operational,
        List<TemplateScript> decommission,
        List<AlertRule> alerts,
        List<String> ignored) {}
