using BioDL.Learning.Kernels;

namespace BioDL.Learning.Tests.Kernels;

public sealed class ComputeThreadsTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(1000, 1)]
    [InlineData(1000, 2)]
    [InlineData(1000, 5)]
    [InlineData(3, 200)]
    public void Every_part_is_done_once(int parts, int threads)
    {
        for (var repetition = 0; repetition < 50; repetition++)
        {
            var counts = new int[parts];
            ComputeThreads.For(parts, threads, part => Interlocked.Increment(ref counts[part]));
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void What_a_part_throws_reaches_the_caller_and_the_threads_work_on()
    {
        for (var repetition = 0; repetition < 200; repetition++)
        {
            var error = Assert.Throws<OnnxException>(() => ComputeThreads.For(100, 3, part =>
            {
                if (part == 37)
                    throw new OnnxException("part 37 is wrong");
            }));
            Assert.Equal("part 37 is wrong", error.Message);
        }
    }

    [Fact]
    public void Calls_within_calls_from_several_threads_all_finish()
    {
        var total = 0;
        var callers = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (var repetition = 0; repetition < 20; repetition++)
                ComputeThreads.For(10, 4, _ => ComputeThreads.For(10, 4, _ => Interlocked.Increment(ref total)));
        })).ToArray();
        foreach (var caller in callers)
            caller.Start();
        foreach (var caller in callers)
            Assert.True(caller.Join(TimeSpan.FromSeconds(60)));
        Assert.Equal(8 * 20 * 100, total);
    }

    [Fact]
    public void Nothing_is_allocated_once_the_threads_are_there()
    {
        var sums = new Sums();
        for (var warm = 0; warm < 100; warm++)
            ComputeThreads.Run(8, 2, ref sums);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var repetition = 0; repetition < 1000; repetition++)
            ComputeThreads.Run(8, 2, ref sums);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private struct Sums : IParts
    {
        public readonly void Run(int part) => Thread.SpinWait(part);
    }
}
