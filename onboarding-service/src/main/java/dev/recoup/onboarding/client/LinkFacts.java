package dev.recoup.onboarding.client;

import dev.recoup.debitura.referral.LinkedClient;
import dev.recoup.events.clients.Attribution;
import dev.recoup.events.clients.KycStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What an answer of Debitura says about a client's link.
 *
 * @param creditorId Debitura's id of the client, empty while there is no link
 * @param attribution which cases earn, {@link Attribution#UNDECIDED} where the answer does not say
 * @param kyc state of the identity check, {@link KycStatus#NOT_REPORTED} where the answer does not say
 * @param linkedAt since when the link exists
 * @param url the page on which the client goes on, opaque, without a return address
 */
public record LinkFacts(
        Optional<String> creditorId,
        Attribution attribution,
        KycStatus kyc,
        Optional<Instant> linkedAt,
        Optional<String> url) {

    /** An answer that says nothing about a link. */
    public static LinkFacts none() {
        return new LinkFacts(
                Optional.empty(), Attribution.UNDECIDED, KycStatus.NOT_REPORTED, Optional.empty(), Optional.empty());
    }

    /** What a linked client's answer says (guide 6.3). */
    public static LinkFacts of(LinkedClient client) {
        return new LinkFacts(
                client.creditorId().map(Object::toString),
                client.isAttributedClient() ? Attribution.ALL_CASES : Attribution.OWN_SUBMISSIONS,
                switch (client.kycStatus()) {
                    case NOT_REQUIRED -> KycStatus.NOT_REQUIRED;
                    case PENDING -> KycStatus.PENDING;
                    case VERIFIED -> KycStatus.VERIFIED;
                    case UNKNOWN -> KycStatus.NOT_REPORTED;
                },
                Optional.ofNullable(client.dateLinked()).map(at -> at.truncatedTo(ChronoUnit.MICROS)),
                client.onboardingUrl());
    }

    /** The same, with the page on which the client goes on. */
    public LinkFacts withPage(String page) {
        return new LinkFacts(creditorId, attribution, kyc, linkedAt, Optional.of(page));
    }
}
