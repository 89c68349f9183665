package dev.acmesdk.examples.kotlin

import dev.acmesdk.Acme
import dev.acmesdk.ManagedCertificate
import dev.acmesdk.store.Lineage
import java.time.Instant
import java.util.concurrent.CompletableFuture

/** The shortest way to a certificate. */
fun certificate(acme: Acme, vararg names: String): Lineage =
    acme.agreeToTermsOfService().domains(*names).obtain()

/** One that looks after itself. */
fun managed(acme: Acme, name: String): ManagedCertificate =
    acme.agreeToTermsOfService().domains(name).managing().startWithPlaceholder().start()

/** The end of the current certificate: Kotlin sees that there may be none. */
fun ManagedCertificate.end(): Instant? = status().notAfter()

/** What is never null in Java is not null in Kotlin either. */
fun ManagedCertificate.renewed(): CompletableFuture<Lineage> = refresh()
