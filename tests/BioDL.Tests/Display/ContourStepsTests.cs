using BioDL.Classical;
using BioDL.Display;
using BioDL.Images;

namespace BioDL.Tests.Display;

public sealed class ContourStepsTests
{
    private static readonly Image Square = new(1, 12, 12, [.. Enumerable.Range(0, 144).Select(i => i / 12 is > 3 and < 9 && i % 12 is > 3 and < 9 ? 9f : 0)]);

    [Fact]
    public void Each_step_is_a_picture_and_a_contour_at_rest_says_so()
    {
        var words = Square.ShowContour(Square.Threshold(5.0), 1, 0, 1, 500).ToString().Split('\n');
        Assert.Equal(3, words.Length);
        Assert.Contains("Start", words[0], StringComparison.Ordinal);
        Assert.Contains("After 1 iterations", words[1], StringComparison.Ordinal);
        Assert.Contains("inside (1)", words[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_without_sense_are_refused()
    {
        Assert.StartsWith("Expected the iterations to show", Assert.Throws<ArgumentException>(() => Square.ShowContour(null, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected the iterations to show", Assert.Throws<ArgumentException>(() => Square.ShowContour(null, 1, -1)).Message, StringComparison.Ordinal);
    }
}
