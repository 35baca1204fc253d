using BioDL.Notebooks.Kernel.Transport;

namespace BioDL.Notebooks.Tests.Kernel;

/// <summary>Bytes written out by hand from ZeroMQ's RFC 37.</summary>
public sealed class ZmtpWireTests
{
    [Fact]
    public void The_greeting_has_64_bytes_with_signature_version_and_mechanism()
    {
        byte[] expected = [0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 3, 1, (byte)'N', (byte)'U', (byte)'L', (byte)'L', .. new byte[48]];
        Assert.Equal(expected, ZmtpWire.Greeting());
    }

    [Fact]
    public void A_message_of_a_short_and_a_long_frame_is_written_as_the_standard_says()
    {
        var longFrame = Enumerable.Repeat((byte)7, 256).ToArray();
        byte[] expected = [1, 2, 10, 20, 2, 0, 0, 0, 0, 0, 0, 1, 0, .. longFrame];
        Assert.Equal(expected, ZmtpWire.Message([[10, 20], longFrame]));
        Assert.Equal(2 + 255, ZmtpWire.Message([new byte[255]]).Length);
    }

    [Fact]
    public void A_command_carries_its_name_and_a_property_its_lengths()
    {
        byte[] expected =
        [
            4, 27, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 5, .. "XPUBX"u8,
        ];
        Assert.Equal(expected, ZmtpWire.Command("READY", ZmtpWire.Properties(("Socket-Type", "XPUBX"))));
        Assert.Equal("XPUBX"u8, ZmtpWire.ReadProperties(ZmtpWire.Properties(("Socket-Type", "XPUBX")))["socket-type"]);
    }

    [Theory]
    [InlineData(0, 0x00, "does not speak ZMTP")]
    [InlineData(9, 0x00, "does not speak ZMTP")]
    [InlineData(10, 2, "speaks ZMTP 2; version 3.0 or later is needed")]
    [InlineData(12, (byte)'P', "another security mechanism than NULL")]
    public void A_greeting_that_does_not_fit_is_refused(int at, byte value, string reason)
    {
        var greeting = ZmtpWire.Greeting();
        greeting[at] = value;
        Assert.Contains(reason, Assert.Throws<ZmtpException>(() => ZmtpWire.RequireGreeting(greeting)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_of_ZMTP_from_the_future_is_welcome()
    {
        var greeting = ZmtpWire.Greeting();
        (greeting[10], greeting[11]) = (4, 0);
        ZmtpWire.RequireGreeting(greeting);
    }

    [Theory]
    [InlineData(new byte[] { 3, 1, 2 })]
    [InlineData(new byte[] { 1, 65, 0, 0, 0, 9, 1 })]
    [InlineData(new byte[] { 1, 65, 255, 255, 255, 255 })]
    public void Metadata_that_end_in_the_middle_are_refused(byte[] data) =>
        Assert.Throws<ZmtpException>(() => ZmtpWire.ReadProperties(data));

    [Theory]
    [InlineData(new byte[] { 8, 0 }, "flags 0x08")]
    [InlineData(new byte[] { 5, 0 }, "a command came in several frames")]
    [InlineData(new byte[] { 2, 0x7F, 255, 255, 255, 255, 255, 255, 255 }, "1,000 are allowed")]
    [InlineData(new byte[] { 2, 0xFF, 255, 255, 255, 255, 255, 255, 255 }, "1,000 are allowed")]
    [InlineData(new byte[] { 6, 0, 0, 0, 0, 0, 0, 0x10, 1 }, "a frame of 4,097 bytes came; 4,096 are allowed")]
    public async Task A_frame_that_cannot_be_is_refused_before_memory_is_taken(byte[] bytes, string reason)
    {
        var reader = new ZmtpReader(new MemoryStream(bytes), new ZmtpLimits());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = await Assert.ThrowsAsync<ZmtpException>(async () => await reader.ReadFrameAsync(1000, CancellationToken.None));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_that_claims_much_and_sends_little_takes_little_memory()
    {
        byte[] bytes = [2, 0, 0, 0, 0, 3, 0, 0, 0, .. new byte[100]];
        var reader = new ZmtpReader(new MemoryStream(bytes), new ZmtpLimits());
        var before = GC.GetAllocatedBytesForCurrentThread();
        await Assert.ThrowsAnyAsync<EndOfStreamException>(async () => await reader.ReadFrameAsync(64 << 20, CancellationToken.None));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
