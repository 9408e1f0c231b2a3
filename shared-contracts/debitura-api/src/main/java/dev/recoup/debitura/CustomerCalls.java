package dev.recoup.debitura;

import com.fasterxml.jackson.databind.JavaType;
import dev.recoup.debitura.DebituraError.ClientNotLinked;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;

/** Calls the Customer API with a client's token; a refused token is dropped, minted anew and tried once more. */
@Singleton
class CustomerCalls {

    private static final int UNAUTHORIZED = 401;

    private final ClientTokens tokens;
    private final DebituraTransport transport;

    CustomerCalls(ClientTokens tokens, DebituraTransport transport) {
        this.tokens = tokens;
        this.transport = transport;
    }

    <T> T call(DebituraCall call, JavaType type, Function<String, Response> send) {
        return authorised(call, bearer -> transport.call(call, type, () -> send.apply(bearer)));
    }

    <T> Optional<T> lookUp(DebituraCall call, Class<T> type, Function<String, Response> send) {
        return DebituraTransport.unlessNotFound(() -> call(call, DebituraJson.type(type), send));
    }

    void callWithoutAnswer(DebituraCall call, Function<String, Response> send) {
        authorised(call, bearer -> {
            transport.callWithoutAnswer(call, () -> send.apply(bearer));
            return bearer;
        });
    }

    private <T> T authorised(DebituraCall call, Function<String, T> work) {
        var token = tokens.tokenFor(call);
        try {
            return work.apply(token.bearer());
        } catch (DebituraException refused) {
            if (!isUnauthorized(refused)) {
                throw refused;
            }
        }
        tokens.drop(call, token);
        var fresh = tokens.tokenFor(call);
        try {
            return work.apply(fresh.bearer());
        } catch (DebituraException refused) {
            if (!isUnauthorized(refused)) {
                throw refused;
            }
            tokens.drop(call, fresh);
            throw new DebituraException(call, new ClientNotLinked(ClientNotLinked.Evidence.SECOND_UNAUTHORIZED));
        }
    }

    private static boolean isUnauthorized(DebituraException failed) {
        return failed.status().orElse(0) == UNAUTHORIZED;
    }
}
