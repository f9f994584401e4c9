package io.rightlink.core.token;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Named tokens, and their part of the API. */
@AutoConfiguration(after = {CoreAutoConfiguration.class, StoreAutoConfiguration.class})
public final class TokenAutoConfiguration {

    @Bean
    Schema tokenSchema() {
        return TokenStore.SCHEMA;
    }

    @Bean
    Tokens tokens(Store store, Clock clock) {
        return new StoredTokens(new TokenStore(store), clock);
    }

    @Bean
    TokenController tokenController(Tokens tokens) {
        return new TokenController(tokens);
    }
}
