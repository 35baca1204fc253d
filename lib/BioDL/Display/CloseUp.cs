using BioDL.Images;

namespace BioDL.Display;

/// <summary>The part of a field that holds some pixels and a little of what lies around them.</summary>
internal static class CloseUp
{
    private const int Margin = 4;

    public static Region Around(params Mask[] masks)
    {
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        foreach (var mask in masks)
        {
            for (var i = 0; i < mask.Values.Length; i++)
            {
                if (!mask.Values[i])
                    continue;
                var (y, x) = Math.DivRem(i, mask.Width);
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }
        (left, top) = (Math.Max(0, left - Margin), Math.Max(0, top - Margin));
        (right, bottom) = (Math.Min(masks[0].Width - 1, right + Margin), Math.Min(masks[0].Height - 1, bottom + Margin));
        return new Region(left, top, right - left + 1, bottom - top + 1);
    }
}
