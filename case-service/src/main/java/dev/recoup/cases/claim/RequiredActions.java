package dev.recoup.cases.claim;

import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.Topic;
import dev.recoup.events.actions.ActionState;
import dev.recoup.events.actions.RequiredAction;
import dev.recoup.events.actions.UnblockedKind;
import dev.recoup.events.actions.Unblocks;
import dev.recoup.messaging.outbox.EventPublisher;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The required actions of claims, each published when it opens, when its page changes and when it is done. */
@ApplicationScoped
public class RequiredActions implements PanacheRepositoryBase<UserAction, String> {
    private static final Logger LOG = Logger.getLogger(RequiredActions.class);

    private final EventPublisher publisher;
    private final Clock clock;

    RequiredActions(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Makes the open actions of a claim exactly these: opens what is new, renews a page that changed, and declares done
     * what is demanded no more. The claim's row is locked by the caller.
     */
    public void demand(Claim claim, List<Demand> demands) {
        List<Demand> missing = new ArrayList<>(demands);
        for (UserAction open : open(claim)) {
            demands.stream()
                    .filter(demand -> demand.kind() == open.kind)
                    .findFirst()
                    .ifPresentOrElse(
                            demand -> {
                                missing.remove(demand);
                                renew(claim, open, demand);
                            },
                            () -> close(claim, open));
        }
        for (Demand demand : missing) {
            UserAction action = new UserAction(claim, demand, clock.instant());
            persist(action);
            publish(claim, action, clock.instant());
        }
    }

    /** Gives an open action of the claim the page where it is done now; a demand that is not open changes nothing. */
    public void renew(Claim claim, Demand demand) {
        open(claim).stream().filter(open -> open.kind == demand.kind()).forEach(open -> renew(claim, open, demand));
    }

    /** Ids of the claim's open actions. */
    public List<String> openOf(Claim claim) {
        return open(claim).stream().map(action -> action.actionId).toList();
    }

    private List<UserAction> open(Claim claim) {
        return find(
                        "collectionId = ?1 and state = ?2 order by openedAt, actionId",
                        claim.collectionId(),
                        ActionState.OPEN)
                .list();
    }

    private void renew(Claim claim, UserAction action, Demand demand) {
        String url = demand.url().toString();
        if (!url.equals(action.url)) {
            action.url = url;
            publish(claim, action, clock.instant());
        }
    }

    private void close(Claim claim, UserAction action) {
        action.state = ActionState.DONE;
        action.closedAt = clock.instant();
        publish(claim, action, action.closedAt);
    }

    private void publish(Claim claim, UserAction action, Instant now) {
        action.version++;
        SnapshotVersion version = SnapshotVersion.of(action.version);
        RequiredAction event = RequiredAction.builder()
                .actionId(action.actionId)
                .environment(action.environment())
                .externalTenantId(action.externalTenantId)
                .kind(action.kind)
                .url(URI.create(action.url))
                .unblocks(List.of(new Unblocks(UnblockedKind.CASE, action.collectionId)))
                .state(action.state)
                .correlationId(claim.correlationId())
                .version(version)
                .updatedAt(now)
                .build();
        publisher.publish(
                Topic.REQUIRED_ACTIONS,
                action.actionId,
                EventMetadata.of(EventType.REQUIRED_ACTION_CHANGED, ClaimSnapshots.SOURCE, action.environment(), now)
                        .subject(action.actionId)
                        .correlationId(claim.correlationId())
                        .mode(claim.mode())
                        .aggregateVersion(version)
                        .build(),
                event);
        LOG.infof("Claim %s: required action %s is %s", action.collectionId, action.kind, action.state);
    }
}
