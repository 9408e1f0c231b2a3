package dev.recoup.messaging.audit;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Notes every call of a REST method in the audit trail: who, what, why and when before the call, how it ended after it.
 *
 * <p>The caller has to say why in the header {@code Recoup-Reason}, 3 to 500 characters; without it the call is answered
 * with a problem (400) and never made. It is not made either if it cannot be noted (503). For methods that block and
 * return what they answer; roles are checked before.
 */
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Audited {

    /**
     * What is done, as noun and verb.
     *
     * @return for instance {@code subscription.create}
     */
    @Nonbinding
    String value();
}
