package dev.acmesdk.dns01.provider;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;

/**
 * A name server on the loopback interface, over TCP, that says what a test wants it to. It has the
 * zone example.com.
 */
final class FakeNameServer implements AutoCloseable {
  static final Name ZONE = Name.fromConstantString("example.com.");

  private final ServerSocket socket;
  private final List<Message> received = new CopyOnWriteArrayList<>();
  private volatile Talk onUpdate = FakeNameServer::wire;
  private volatile Talk onQuestion = this::soa;
  private volatile @Nullable TSIG signature;

  /** What is sent back to a question, given the empty answer to it; {@code null} for nothing. */
  @FunctionalInterface
  interface Talk {
    byte @Nullable [] about(Message answer) throws IOException;
  }

  FakeNameServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "fake name server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Without a size, what is to be signed would not be. */
  private static byte[] wire(Message answer) {
    return answer.toWire(Message.MAXLENGTH);
  }

  int port() {
    return socket.getLocalPort();
  }

  void onUpdate(Talk talk) {
    onUpdate = talk;
  }

  void onQuestion(Talk talk) {
    onQuestion = talk;
  }

  /** Answers all with a code. */
  void refuseUpdates(int code) {
    onUpdate =
        answer -> {
          answer.getHeader().setRcode(code);
          return wire(answer);
        };
  }

  void sign(TSIG with) {
    signature = with;
  }

  List<Message> updates() {
    return received.stream()
        .filter(message -> message.getHeader().getOpcode() == Opcode.UPDATE)
        .toList();
  }

  List<Message> questions() {
    return received.stream()
        .filter(message -> message.getHeader().getOpcode() == Opcode.QUERY)
        .toList();
  }

  byte[] soa(Message answer) {
    Name asked = answer.getQuestion().getName();
    answer.getHeader().setFlag(Flags.AA);
    SOARecord soa = new SOARecord(ZONE, DClass.IN, 60, ZONE, ZONE, 1, 60, 60, 60, 60);
    answer.addRecord(soa, asked.equals(ZONE) ? Section.ANSWER : Section.AUTHORITY);
    return answer.toWire();
  }

  private void serve() {
    try {
      while (true) {
        Socket connection = socket.accept();
        Thread thread = new Thread(() -> answer(connection), "fake name server's answer");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      assert socket.isClosed();
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      DataInputStream in = new DataInputStream(connection.getInputStream());
      DataOutputStream out = new DataOutputStream(connection.getOutputStream());
      while (true) {
        byte[] wire = in.readNBytes(in.readUnsignedShort());
        Message question = new Message(wire);
        received.add(question);
        byte[] answer = answer(question);
        if (answer != null) {
          out.writeShort(answer.length);
          out.write(answer);
          out.flush();
        }
      }
    } catch (IOException e) {
      assert true; // the other side has had enough
    }
  }

  private byte @Nullable [] answer(Message question) throws IOException {
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setOpcode(question.getHeader().getOpcode());
    Record asked = question.getQuestion();
    answer.addRecord(asked, Section.QUESTION);
    if (question.getHeader().getOpcode() != Opcode.UPDATE) {
      return onQuestion.about(answer);
    }
    TSIG with = signature;
    if (with != null && question.getTSIG() != null) {
      answer.setTSIG(with, 0, question.getTSIG());
    }
    return onUpdate.about(answer);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
