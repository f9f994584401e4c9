package io.rightlink.app.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has springdoc refer to the agent's own types by their names: what they are is said by {@link Schemas}. Stateless. */
final class OwnTypes implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json.mapper().constructType(type.getType());
        JavaType meant = java.hasRawClass(Optional.class) ? java.containedType(0) : java;
        if (Schemas.isOwn(meant.getRawClass())) {
            Class<?> of =
                    meant.containedTypeCount() == 1 ? meant.containedType(0).getRawClass() : null;
            return new JsonSchema().$ref(Schemas.REFERENCE + Schemas.nameOf(meant.getRawClass(), of));
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }
}
