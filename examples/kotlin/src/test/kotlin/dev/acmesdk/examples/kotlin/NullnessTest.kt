package dev.acmesdk.examples.kotlin

import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import org.assertj.core.api.Assertions.assertThat
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Kotlin's compiler knows from JSpecify's annotations what may be null. */
internal class NullnessTest {
    @TempDir lateinit var folder: Path

    private fun compile(body: String): Pair<ExitCode, String> {
        val source =
            Files.writeString(
                folder.resolve("Snippet.kt"),
                """
                import dev.acmesdk.Acme
                import dev.acmesdk.ManagedCertificate
                import java.time.Instant
                $body
                """
                    .trimIndent())
        val output = ByteArrayOutputStream()
        val status =
            K2JVMCompiler()
                .exec(
                    PrintStream(output),
                    "-no-stdlib",
                    "-no-reflect",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.resolve("classes").toString(),
                    source.toString())
        return Pair(status, output.toString())
    }

    @Test
    fun `takes what may be null for that, and nothing else`() {
        val (status, output) =
            compile(
                """
                fun end(certificate: ManagedCertificate): Instant? = certificate.status().notAfter()
                fun email(acme: Acme, address: String): Acme = acme.email(address)
                """)

        assertThat(status).describedAs(output).isEqualTo(ExitCode.OK)
    }

    @Test
    fun `refuses to hand over null where something is needed`() {
        val (status, output) = compile("fun email(acme: Acme): Acme = acme.email(null)")

        assertThat(status).isEqualTo(ExitCode.COMPILATION_ERROR)
        assertThat(output).contains("null cannot be a value of a non-null type 'String'")
    }

    @Test
    fun `refuses to take for granted what may be missing`() {
        val (status, output) =
            compile("fun end(certificate: ManagedCertificate): Instant = certificate.status().notAfter()")

        assertThat(status).isEqualTo(ExitCode.COMPILATION_ERROR)
        assertThat(output).contains("Instant?")
    }
}
