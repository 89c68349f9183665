package dev.acmesdk.examples.kotlin

import dev.acmesdk.Acme
import dev.acmesdk.storage.InMemoryStore
import dev.acmesdk.testing.EmbeddedAcmeServer
import dev.acmesdk.testing.junit.AcmeCa
import java.util.concurrent.TimeUnit
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

@AcmeCa
@Timeout(60)
internal class CertificatesTest {
    private fun acme(ca: EmbeddedAcmeServer): Acme =
        Acme.standalone()
            .httpPort(ca.httpPort())
            .directory(ca.directory())
            .trust(ca.trustAnchorPem())
            .storeIn(InMemoryStore())

    @Test
    fun `gets a certificate`(ca: EmbeddedAcmeServer) {
        val lineage = certificate(acme(ca), "example.com", "www.example.com")

        assertThat(lineage.chain().dnsNames()).containsExactlyInAnyOrder("example.com", "www.example.com")
    }

    @Test
    fun `looks after one`(ca: EmbeddedAcmeServer) {
        managed(acme(ca), "example.com").use {
            val renewed = it.renewed().get(30, TimeUnit.SECONDS)

            assertThat(it.end()).isEqualTo(renewed.chain().leaf().notAfter.toInstant())
        }
    }
}
