// The reader's own fonts: nothing to load, and nothing moves when it has come.
import DefaultTheme from "vitepress/theme-without-fonts";
import "./style.css";

export default DefaultTheme;
