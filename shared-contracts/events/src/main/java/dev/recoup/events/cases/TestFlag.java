package dev.recoup.events.cases;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.recoup.events.Mode;
import java.io.IOException;

/** A mode on the wire of requests: the flag {@code isTest}, named as at Debitura. */
final class TestFlag {
    private TestFlag() {}

    static final class Writer extends JsonSerializer<Mode> {
        @Override
        public void serialize(Mode mode, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeBoolean(mode.isTest());
        }
    }

    static final class Reader extends JsonDeserializer<Mode> {
        @Override
        public Mode deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonToken token = in.currentToken();
            if (token == null || !token.isBoolean()) {
                return (Mode) context.reportInputMismatch(Mode.class, "isTest is true or false");
            }
            return Mode.ofTestFlag(in.getBooleanValue());
        }
    }
}
