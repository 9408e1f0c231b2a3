package dev.recoup.sandbox;

import dev.recoup.sandbox.contract.RateLimits;
import dev.recoup.sandbox.tokens.Gates;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.webhooks.ReceiverRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the sandbox is started.
 *
 * @param referralPort port of the Referral API, 0 for a free one
 * @param customerPort port of the Customer API, 0 for a free one
 * @param pagesPort port of the white-label pages and {@code /_sandbox}, 0 for a free one
 * @param environment which of Debitura's environments is played
 * @param partnerKey the partner's key on the Referral API
 * @param receivers which webhook receivers are taken
 * @param limits how many calls are taken; empty for any number
 * @param unknowns how the facts that Debitura leaves open are played; one that is not named is at A
 * @param answerWithin how long a webhook receiver may take, in real time
 * @param requestWithin how long a caller may take to send a request, in real time
 * @param readyFile file that is written once everything listens
 */
record SandboxOptions(
        int referralPort,
        int customerPort,
        int pagesPort,
        Environment environment,
        String partnerKey,
        ReceiverRule receivers,
        Optional<RateLimits.Limits> limits,
        Map<Unknown, Behaviour> unknowns,
        Duration answerWithin,
        Duration requestWithin,
        Optional<Path> readyFile) {

    static final String USAGE = """
            Options:
              --referral-port N           port of the Referral API (8090; 0 = any free port)
              --customer-port N           port of the Customer API (8091)
              --pages-port N              port of the white-label pages and /_sandbox (8092)
              --environment test|production
              --partner-key KEY           the partner's XApiKey (sandbox-key)
              --allow-loopback-webhooks   accept http webhook addresses on this machine
              --rate-limits               refuse calls beyond the documented limits with 429
              --unknowns A|B              play everything that Debitura leaves open one way (A)
              --unknown NAME=A|B          the same for one of these facts; the names are in docs/unknowns.md
              --delivery-timeout SECONDS  how long a webhook receiver may take (10)
              --request-timeout SECONDS   how long a caller may take to send a request (60)
              --ready-file PATH           write addresses and process id there once everything listens
            """;

    /** The environment that is played: production refuses operations that exist for tests only. */
    enum Environment {
        TEST,
        PRODUCTION
    }

    static SandboxOptions parse(List<String> arguments) {
        int referral = 8090;
        int customer = 8091;
        int pages = 8092;
        Environment environment = Environment.TEST;
        String partnerKey = Gates.PARTNER_KEY;
        ReceiverRule receivers = ReceiverRule.PUBLIC_ONLY;
        Optional<RateLimits.Limits> limits = Optional.empty();
        Map<Unknown, Behaviour> unknowns = new EnumMap<>(Unknown.class);
        Duration answerWithin = Duration.ofSeconds(10);
        Duration requestWithin = Duration.ofSeconds(60);
        Optional<Path> readyFile = Optional.empty();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.poll();
            switch (option) {
                case "--referral-port" -> referral = port(option, rest);
                case "--customer-port" -> customer = port(option, rest);
                case "--pages-port" -> pages = port(option, rest);
                case "--environment" -> environment = environment(value(option, rest));
                case "--partner-key" -> partnerKey = value(option, rest);
                case "--allow-loopback-webhooks" -> receivers = ReceiverRule.PUBLIC_AND_LOOPBACK;
                case "--rate-limits" -> limits = Optional.of(RateLimits.Limits.DOCUMENTED);
                case "--unknowns" -> {
                    Behaviour behaviour = Behaviour.of(value(option, rest));
                    List.of(Unknown.values()).forEach(unknown -> unknowns.put(unknown, behaviour));
                }
                case "--unknown" -> {
                    String[] choice = value(option, rest).split("=", 2);
                    unknowns.put(Unknown.of(choice[0]), Behaviour.of(choice.length < 2 ? "" : choice[1]));
                }
                case "--delivery-timeout" -> answerWithin = seconds(option, rest);
                case "--request-timeout" -> requestWithin = seconds(option, rest);
                case "--ready-file" -> readyFile = Optional.of(Path.of(value(option, rest)));
                default -> throw new IllegalArgumentException("Unknown option " + option);
            }
        }
        return new SandboxOptions(
                referral,
                customer,
                pages,
                environment,
                partnerKey,
                receivers,
                limits,
                unknowns,
                answerWithin,
                requestWithin,
                readyFile);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.poll();
    }

    private static int port(String option, Deque<String> rest) {
        String text = value(option, rest);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException(option + " needs a port number, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static Duration seconds(String option, Deque<String> rest) {
        String text = value(option, rest);
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(option + " needs a number of seconds, not " + text);
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static Environment environment(String name) {
        return switch (name) {
            case "test" -> Environment.TEST;
            case "production" -> Environment.PRODUCTION;
            default -> throw new IllegalArgumentException("--environment is test or production, not " + name);
        };
    }
}
