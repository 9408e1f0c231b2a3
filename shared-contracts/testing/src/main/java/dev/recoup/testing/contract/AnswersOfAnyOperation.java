package dev.recoup.testing.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import io.netty.handler.codec.http.FullHttpResponse;
import java.util.Set;

/**
 * Answers that any operation may give although few list them: {@code /contract/answers-of-any-operation.yaml} (guide
 * 22, 25 and Appendix B).
 */
final class AnswersOfAnyOperation {

    private static final String ANY_OPERATION = "/any-operation";

    /** Refused credentials and a server in trouble may have nothing to say. */
    private static final Set<Integer> MAY_BE_EMPTY = Set.of(401, 500, 502, 503, 504);

    private static final OpenApiInteractionValidator LISTED =
            OpenApiInteractionValidator.createForInlineApiSpecification(
                            PublishedDocument.read(AnswersOfAnyOperation.class.getResourceAsStream(
                                            "/contract/answers-of-any-operation.yaml"))
                                    .forAnswers())
                    .build();

    private AnswersOfAnyOperation() {}

    static boolean allow(FullHttpResponse answer) {
        return answer.content().isReadable()
                ? Contract.breachesOfDocument(LISTED, ANY_OPERATION, Method.GET, answer)
                        .isEmpty()
                : MAY_BE_EMPTY.contains(answer.status().code());
    }
}
