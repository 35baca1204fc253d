using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Tests.Metrics;

public class OverlapTests
{
    [Fact]
    public void Worked_by_hand()
    {
        var truth = new Mask(2, 3, [true, true, true, false, false, false]);
        var predicted = new Mask(2, 3, [false, true, true, false, true, true]);
        Assert.Equal(2 / 5.0, Overlap.IoU(truth, predicted));
        Assert.Equal(4 / 7.0, Overlap.Dice(truth, predicted));
        Assert.Equal(3 / 6.0, Overlap.PixelsWrong(truth, predicted));
    }

    [Fact]
    public void Two_empty_masks_agree_and_an_empty_one_agrees_with_nothing_else()
    {
        Mask empty = new(2, 2), full = empty.Invert();
        Assert.Equal((1.0, 1.0), (Overlap.IoU(empty, empty), Overlap.Dice(empty, empty)));
        Assert.Equal((0.0, 0.0), (Overlap.IoU(empty, full), Overlap.Dice(full, empty)));
        Assert.Equal((1.0, 1.0), (Overlap.IoU(full, full), Overlap.Dice(full, full)));
    }

    [Fact]
    public void Sizes_that_differ_are_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => Overlap.Dice(new Mask(2, 3), new Mask(3, 2)));
        Assert.Equal("Truth and prediction must have the same size, but one has 2 rows and 3 columns, the other 3 and 2.", fault.Message);
    }
}
