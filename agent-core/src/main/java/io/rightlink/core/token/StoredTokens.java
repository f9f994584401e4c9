package io.rightlink.core.token;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Tokens in memory, as they are in the store, so that no caller waits for its disk. Safe for any thread. */
final class StoredTokens implements Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(StoredTokens.class);
    private static final int MOST = 1_000;

    /** Each use that is noted is a write to the disk. */
    private static final Duration PRECISION = Duration.ofMinutes(10);

    /** What an unknown id is compared with: no value has it. */
    private static final String NO_DIGEST = "0".repeat(64);

    private final TokenStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, StoredToken> byId;

    StoredTokens(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.byId = new ConcurrentHashMap<>(
                store.load().stream().collect(Collectors.toMap(StoredToken::id, Function.identity())));
    }

    @Override
    public Listing<Token> list() {
        return Listing.complete(
                clock.instant(),
                byId.values().stream()
                        .map(StoredToken::token)
                        .sorted(Comparator.comparing(Token::name))
                        .toList());
    }

    @Override
    public synchronized IssuedToken issue(TokenRequest request) {
        if (named(request.name()).isPresent()) {
            throw new ConflictException(
                    "token-exists",
                    "Cannot make the token '" + request.name() + "': there is one of that name; delete it first");
        }
        if (byId.size() >= MOST) {
            throw new ConflictException(
                    "too-many-tokens",
                    "Cannot make the token '" + request.name() + "': there are " + MOST
                            + ", expired ones included; delete some first");
        }
        TokenValue value = TokenValue.random(random);
        Instant now = clock.instant();
        Token token = new Token(request.name(), request.role(), now, now.plus(request.lifetime()), Optional.empty());
        StoredToken stored = new StoredToken(value.id(), value.digest(), token);
        store.insert(stored);
        byId.put(stored.id(), stored);
        return new IssuedToken(token.name(), token.role(), token.createdAt(), token.expiresAt(), value.text());
    }

    @Override
    public synchronized void revoke(TokenName name) {
        StoredToken stored = named(name)
                .orElseThrow(
                        () -> new NotFoundException("token-not-found", "There is no token of the name '" + name + "'"));
        store.delete(stored.id());
        byId.remove(stored.id());
    }

    @Override
    public Optional<Token> recognize(String value) {
        return TokenValue.of(value).flatMap(this::recognize);
    }

    private Optional<Token> recognize(TokenValue value) {
        StoredToken stored = byId.get(value.id());
        boolean right = MessageDigest.isEqual(
                value.digest().getBytes(StandardCharsets.US_ASCII),
                expected(stored).getBytes(StandardCharsets.US_ASCII));
        return stored != null && right ? Optional.of(noteUse(stored)) : Optional.empty();
    }

    private static String expected(@Nullable StoredToken stored) {
        return stored == null ? NO_DIGEST : stored.digest();
    }

    /** Nobody is refused because that can't be written. */
    private Token noteUse(StoredToken stored) {
        Token token = stored.token();
        Instant now = clock.instant();
        if (token.isExpired(now)
                || token.lastUsedAt()
                        .filter(last -> now.isBefore(last.plus(PRECISION)))
                        .isPresent()) {
            return token;
        }
        StoredToken used = new StoredToken(stored.id(), stored.digest(), token.usedAt(now));
        if (byId.replace(stored.id(), stored, used)) {
            try {
                store.markUsed(used.id(), now);
            } catch (DataAccessException e) {
                LOG.warn("Cannot note that the token '{}' was used: {}", token.name(), e.getMessage());
            }
        }
        return used.token();
    }

    private Optional<StoredToken> named(TokenName name) {
        return byId.values().stream()
                .filter(stored -> stored.token().name().equals(name))
                .findFirst();
    }
}
