using System.Diagnostics;
using BioDL.Data;
using BioDL.Hosting;

namespace BioDL.Tests.Data;

/// <summary>Single files from places that behave badly: nothing wrong is ever used, nothing is lost, and the message helps.</summary>
public sealed class FetchingTests : IDisposable
{
    private static readonly FetchOptions Impatient = new()
    {
        Stall = TimeSpan.FromSeconds(3),
        FirstAnswer = TimeSpan.FromSeconds(20),
        Delay = TimeSpan.FromMilliseconds(5),
        Retries = 3,
        LongestDelay = TimeSpan.FromMilliseconds(100),
    };

    private readonly TemporaryPlaces places = new();
    private readonly SmallSet set = new(5, 300_000);

    public void Dispose() => places.Dispose();

    [Fact]
    public void Files_come_from_the_mirror_and_are_not_asked_for_again()
    {
        using var server = LoopbackServer.Of(set.OnMirror);
        Fetch(server);
        Fetch(server);
        AssertAllRight();
        Assert.Equal(set.Files.Count, server.Requests.Count);
        Assert.Empty(Directory.GetFiles(Path.Combine(places.Cache, "partial")));
    }

    [Fact]
    public void What_the_mirror_lacks_comes_from_the_network()
    {
        var onMirror = set.OnMirror;
        onMirror.Remove(onMirror.Keys.First());
        using var mirror = LoopbackServer.Of(onMirror);
        using var network = LoopbackServer.Of(set.OnMirror.ToDictionary(item => "raw/" + item.Key, item => item.Value));
        places.Store(mirror.Address.AbsoluteUri, network.Address, Impatient).Fetch([set.Manifest]);
        AssertAllRight();
        Assert.Equal([$"raw/{Mirror.PathOf(set.Manifest, set.Files[0])}"], network.Requests.Select(request => request.Path));
    }

    [Fact]
    public void A_mirror_that_is_switched_off_is_passed_over()
    {
        using var network = LoopbackServer.Of(set.OnMirror.ToDictionary(item => "raw/" + item.Key, item => item.Value));
        places.Store("http://127.0.0.1:1/", network.Address, Impatient).Fetch([set.Manifest]);
        AssertAllRight();
    }

    [Theory]
    [InlineData("truncates")]
    [InlineData("stalls")]
    [InlineData("resets")]
    public void A_file_that_breaks_off_is_continued_where_it_stopped(string behaviour)
    {
        var one = new SmallSet(1, 300_000);
        using var server = new LoopbackServer(request => (request.From, behaviour) switch
        {
            ( > 0, _) => request.SendAsync(one.First),
            (_, "truncates") => request.TruncateAsync(one.First, 200_000),
            (_, "stalls") => request.StallAsync(one.First, 200_000),
            _ => request.ResetAsync(one.First, 200_000),
        });
        Fetch(server, one);
        AssertAllRight(one);
        // A reset may overtake what was sent before it.
        Assert.Null(server.Requests.First().From);
        Assert.InRange(server.Requests.Last().From!.Value, behaviour == "resets" ? 1 : 200_000, 200_000);
    }

    [Fact]
    public void A_server_without_ranges_sends_the_whole_once_more()
    {
        var one = new SmallSet(1, 300_000);
        using var server = new LoopbackServer(request =>
            request.From is null ? request.TruncateAsync(one.First, 200_000) : request.SendAsync(one.First, ranges: false));
        Fetch(server, one);
        AssertAllRight(one);
    }

    [Fact]
    public void A_server_that_always_breaks_off_is_given_up_and_what_arrived_is_kept_for_next_time()
    {
        var one = new SmallSet(1, 300_000);
        using (var bad = new LoopbackServer(request => request.From > 0 ? request.RefuseAsync(500) : request.TruncateAsync(one.First, 200_000)))
        {
            var message = Assert.Throws<DatasetException>(() => Fetch(bad, one)).Message;
            Assert.StartsWith("small (lacks 1 of 1 files) could not be fetched: the mirror http://127.0.0.1:", message, StringComparison.Ordinal);
            Assert.Contains("has a problem of its own (HTTP 500) for folder/file 0.bin. What has arrived is kept, so starting again continues.", message, StringComparison.Ordinal);
            Assert.Contains("set BIODL_MIRROR to a folder or an address", message, StringComparison.Ordinal);
        }
        using var good = LoopbackServer.Of(one.OnMirror);
        Fetch(good, one);
        AssertAllRight(one);
        Assert.Equal([200_000], good.Requests.Select(request => request.From));
    }

    [Fact]
    public void A_later_run_continues_what_an_earlier_one_left()
    {
        var one = new SmallSet(1, 300_000);
        LeavePart(one, one.First[..123_456]);
        using var server = LoopbackServer.Of(one.OnMirror);
        Fetch(server, one);
        AssertAllRight(one);
        Assert.Equal([123_456], server.Requests.Select(request => request.From));
    }

    [Fact]
    public void A_part_that_was_complete_when_the_process_was_killed_needs_no_request()
    {
        var one = new SmallSet(1, 300_000);
        LeavePart(one, one.First);
        using var server = LoopbackServer.Of(one.OnMirror);
        Fetch(server, one);
        AssertAllRight(one);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(300_000)]
    [InlineData(400_000)]
    public void A_part_that_holds_rubbish_is_found_out_and_fetched_anew(int length)
    {
        var one = new SmallSet(1, 300_000);
        LeavePart(one, new byte[length]);
        using var server = LoopbackServer.Of(one.OnMirror);
        Fetch(server, one);
        AssertAllRight(one);
    }

    [Fact]
    public void Wrong_bytes_are_fetched_again_and_never_used()
    {
        var one = new SmallSet(1, 1000);
        var asked = 0;
        using var server = new LoopbackServer(request => request.SendAsync(Interlocked.Increment(ref asked) < 3 ? new byte[1000] : one.First));
        Fetch(server, one);
        AssertAllRight(one);
        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData("wrong", "sends other content than the one that is pinned (SHA-256 ")]
    [InlineData("short", "sends 500 bytes where 1,000 are pinned")]
    [InlineData("long", "offers 2,000 bytes where at most 1,000 were expected")]
    [InlineData("login", "sends a web page instead of the file (the login page of a network?)")]
    [InlineData("404", "does not hold them")]
    [InlineData("403", "refuses (HTTP 403)")]
    [InlineData("429", "asks for fewer requests (HTTP 429)")]
    [InlineData("500", "has a problem of its own (HTTP 500)")]
    public void What_stays_wrong_is_told_and_nothing_of_it_is_kept(string behaviour, string told)
    {
        var one = new SmallSet(1, 1000);
        using var server = new LoopbackServer(request => behaviour switch
        {
            "wrong" => request.SendAsync(new byte[1000], ranges: false),
            "short" => request.SendAsync(one.First[..500], ranges: false),
            "long" => request.SendAsync(new byte[2000], ranges: false),
            "login" => request.SendAsync("<html>Please log in</html>"u8.ToArray(), ranges: false),
            _ => request.RefuseAsync(int.Parse(behaviour, System.Globalization.CultureInfo.InvariantCulture)),
        });
        Assert.Contains(told, Assert.Throws<DatasetException>(() => Fetch(server, one)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(places.Cache, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_server_that_is_busy_is_asked_again_after_the_wait_that_it_asks_for()
    {
        var one = new SmallSet(1, 1000);
        var asked = 0;
        using var server = new LoopbackServer(request => Interlocked.Increment(ref asked) switch
        {
            1 => request.RefuseAsync(429, "Retry-After: 0\r\n"),
            2 => request.RefuseAsync(503),
            _ => request.SendAsync(one.First),
        });
        Fetch(server, one);
        AssertAllRight(one);
    }

    [Fact]
    public void A_place_that_fails_file_after_file_is_left_soon()
    {
        var many = new SmallSet(60, 100);
        using var server = new LoopbackServer(request => request.RefuseAsync(500));
        Assert.Throws<DatasetException>(() => Fetch(server, many));
        Assert.InRange(server.Requests.Count, 1, 60);
    }

    [Fact]
    public void A_network_that_swallows_requests_is_known_within_three_seconds()
    {
        using var server = new LoopbackServer(request => request.NeverAnswerAsync());
        var clock = Stopwatch.StartNew();
        var data = Dataset.OpenFrom(places.Store(server.Address.AbsoluteUri), "dsb2018-fluo", "auto", 1);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20); // it waits 2.5 s; a busy machine adds to that, and without the limit it would wait for ever
        Assert.Equal("embedded", data.Mode);
        Assert.Contains("does not answer", data.WhyEmbedded, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupting_stops_at_once_and_keeps_what_arrived()
    {
        var one = new SmallSet(1, 300_000);
        using var interrupt = new CancellationTokenSource();
        using var use = Host.Use(new ConsoleHost(TextWriter.Null, interrupt.Token));
        using var server = new LoopbackServer(async request =>
        {
            var stalled = request.StallAsync(one.First, 200_000);
            while (!Directory.EnumerateFiles(Path.Combine(places.Cache, "partial")).Any(part => new FileInfo(part).Length == 200_000))
                await Task.Delay(10);
            await interrupt.CancelAsync();
            await stalled;
        });
        var patient = Impatient with { Stall = TimeSpan.FromSeconds(20) };
        Assert.ThrowsAny<OperationCanceledException>(() => places.Store(server.Address.AbsoluteUri, options: patient).Fetch([one.Manifest]));
        Assert.Equal(200_000, new FileInfo(Assert.Single(Directory.GetFiles(Path.Combine(places.Cache, "partial")))).Length);
    }

    [Fact]
    public async Task Two_at_once_on_one_cache_both_get_everything()
    {
        using var server = new LoopbackServer(async request =>
        {
            await Task.Delay(20);
            await request.SendAsync(set.OnMirror[request.Path]);
        });
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Fetch(server))));
        AssertAllRight();
        Assert.Empty(Directory.GetFiles(Path.Combine(places.Cache, "partial")));
    }

    private void Fetch(LoopbackServer server, SmallSet? files = null) =>
        places.Store(server.Address.AbsoluteUri, options: Impatient).Fetch([(files ?? set).Manifest]);

    private void LeavePart(SmallSet files, byte[] content)
    {
        Directory.CreateDirectory(Path.Combine(places.Cache, "partial"));
        File.WriteAllBytes(Path.Combine(places.Cache, "partial", files.Files[0].Sha256 + ".part"), content);
    }

    private void AssertAllRight(SmallSet? files = null)
    {
        files ??= set;
        Assert.All(files.Files, file => Assert.Equal(files.Contents[file.Path], places.Store().Read(files.Manifest, file)));
    }
}
