package dev.recoup.stack;

import dev.recoup.stack.demo.Demo;
import dev.recoup.testing.infra.DevelopmentIssuer.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import sun.misc.Signal;

/** The program behind {@code ./recoup up} and {@code ./recoup token}. */
public final class Main {

    private static final int FAILED = 1;

    private Main() {}

    /**
     * Runs a command.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        Path root =
                Path.of(System.getProperty("recoup.root", ".")).toAbsolutePath().normalize();
        List<String> options = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        try {
            int status =
                    switch (arguments.length == 0 ? "" : arguments[0]) {
                        case "up" -> up(root, Options.parsed(options));
                        case "token" -> token(new Workspace(root), options);
                        default -> throw new CannotStart("Call ./recoup help to see what there is.");
                    };
            System.exit(status);
        } catch (CannotStart sentence) {
            System.err.println("recoup: " + sentence.getMessage());
            System.exit(FAILED);
        }
    }

    private static int up(Path root, Options options) {
        quietLogs();
        Progress progress = new Progress(System.out);
        Ports ports = new Ports(options.portOffset());
        Workspace workspace = new Workspace(root);
        ports.checkFree();
        workspace.take();
        CountDownLatch asked = endWhenAsked();
        progress.say("Starting everything (data in " + workspace.data("") + ", logs in " + workspace.logs() + ")");
        Stack stack = new Stack(root, ports, options.services(), workspace, progress);
        // Whatever ends this JVM in another way than the one below still leaves nothing running.
        Thread lastResort = new Thread(stack::close, "end everything");
        Runtime.getRuntime().addShutdownHook(lastResort);
        try {
            Optional<StackUrls> urls = startUnlessAsked(stack, asked);
            if (urls.isEmpty()) {
                return FAILED;
            }
            progress.say(readyLine(progress, stack));
            int failed = play(urls.get(), options, progress, asked);
            say(urls.get(), progress);
            if (options.ending() == Options.Ending.ON_REQUEST) {
                progress.say("Ctrl-C ends everything");
                await(asked);
            }
            return failed + stack.diedUnasked() == 0 ? 0 : FAILED;
        } finally {
            progress.say("Ending everything");
            stack.close();
            Runtime.getRuntime().removeShutdownHook(lastResort);
        }
    }

    private static Optional<StackUrls> startUnlessAsked(Stack stack, CountDownLatch asked) {
        Task<StackUrls> start = Task.of(stack::start);
        return start.resultUnless(asked);
    }

    private static int play(StackUrls urls, Options options, Progress progress, CountDownLatch asked) {
        if (options.play() == Options.Play.NOTHING) {
            return 0;
        }
        progress.say("A day in the life:");
        long begun = System.nanoTime();
        Optional<Demo.Result> result =
                Task.of(() -> new Demo(urls).run(progress)).resultUnless(asked);
        if (result.isEmpty()) {
            return FAILED;
        }
        progress.say(String.format(
                Locale.ROOT,
                "demo: %d checks passed, %d failed",
                result.get().passed(),
                result.get().failed()));
        progress.say(String.format(Locale.ROOT, "demo took %.1f s", (System.nanoTime() - begun) / 1e9));
        return result.get().failed();
    }

    private static String readyLine(Progress progress, Stack stack) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT, "Ready after %.1f s. Resident memory:", Progress.seconds(progress.elapsed())));
        long total = 0;
        for (Part part :
                stack.parts().stream().sorted(Comparator.comparing(Part::name)).toList()) {
            long megabytes = part.residentMegabytes();
            total += megabytes;
            line.append(String.format(Locale.ROOT, " %s %d MB,", part.name(), megabytes));
        }
        return line.append(String.format(Locale.ROOT, " together %d MB", total)).toString();
    }

    private static void say(StackUrls urls, Progress progress) {
        progress.say("  webhooks      " + urls.ingest() + "/webhooks/debitura/referral-live");
        progress.say("  onboarding    " + urls.onboarding());
        progress.say("  cases         " + urls.cases());
        progress.say("  revenue       " + urls.revenue());
        progress.say("  sandbox       " + urls.pages() + "/_sandbox/state");
        progress.say("  Kafka         " + urls.kafka());
        progress.say("  logs          " + urls.logs());
        progress.say("  a token       ./recoup token --role support");
    }

    private static int token(Workspace workspace, List<String> options) {
        Set<String> roles = new LinkedHashSet<>();
        Optional<String> tenant = Optional.empty();
        Deque<String> rest = new ArrayDeque<>(options);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (rest.isEmpty()) {
                throw new CannotStart(option + " needs a value: see ./recoup help.");
            }
            switch (option) {
                case "--role" -> roles.add(rest.pop());
                case "--tenant" -> tenant = Optional.of(rest.pop());
                default -> throw new CannotStart("token does not know '" + option + "': see ./recoup help.");
            }
        }
        if (roles.isEmpty()) {
            throw new CannotStart("Say what the token is for, for instance --role support.");
        }
        String issuer = issuer(workspace);
        SigningKey key = SigningKey.keptIn(workspace.issuerKey());
        System.out.println(
                tenant.map(name -> key.signForTenant(issuer, roles, name)).orElseGet(() -> key.sign(issuer, roles)));
        return 0;
    }

    private static String issuer(Workspace workspace) {
        try {
            return Files.readString(workspace.issuerAddress()).strip();
        } catch (IOException e) {
            throw new CannotStart("Nothing is running that would accept a token: call ./recoup up first.");
        }
    }

    /** Ctrl-C, kill and a closed terminal all ask for an orderly end. */
    private static CountDownLatch endWhenAsked() {
        CountDownLatch asked = new CountDownLatch(1);
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), signal -> asked.countDown());
        }
        return asked;
    }

    private static void await(CountDownLatch asked) {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The launcher's terminal is for progress; what its libraries say matters only when something is wrong. */
    private static void quietLogs() {
        Logger.getLogger("").setLevel(Level.SEVERE);
    }
}
